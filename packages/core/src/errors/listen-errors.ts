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
} as const satisfies ErrorEntries
