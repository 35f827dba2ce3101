import type { ErrorEntries } from './error-entry.ts'

/** Surveys, answers, invitations and what leaves by webhook. */
export const listenErrors = {
  'egress.refused': {
    status: 400,
    message:
      'This address is not one that Fealty sends to: {problem}. Write a public https address.',
  },
  'egress.failed': { status: 502, message: 'The address could not be reached: {problem}.' },
  'webhook.refused': {
    status: 502,
    message: 'The receiver answered with status {status} instead of 2xx.',
  },
  'survey.unpublished': {
    status: 409,
    message: 'This survey has not been published yet. Publish it first.',
  },
  'survey.blocked': {
    status: 409,
    message: 'The survey cannot be published so: {problem} ({count} in all).',
  },
  'answer.invalid': { status: 400, message: 'The answers do not fit the survey: {problem}.' },
  'answer.conflict': {
    status: 409,
    message: 'Another answer has this id already. A new answer needs a new id.',
  },
  'answer.given': { status: 409, message: 'This invitation was answered already. Thank you.' },
  'answer.over': { status: 410, message: 'This survey takes no answers any more.' },
  'answer.busy': {
    status: 503,
    message: 'Too many answers come at once. Nothing was kept; send it again in a moment.',
  },
  'answer.not-kept': {
    status: 503,
    message: 'The answer could not be kept. Send it again in a moment, with the same id.',
  },
  'mail.failed': {
    status: 502,
    message: 'The mail server did not take the mail. It is tried again by itself.',
  },
} as const satisfies ErrorEntries
