import type { ErrorEntries } from './error-entry.ts'

/** Goals, targets, initiatives, strategies and reviews. */
export const steerErrors = {
  'accountable.one': {
    status: 422,
    message:
      'Exactly one role is accountable for a {what}; {count} were named. Name the one that answers for it.',
  },
  'kpi.live': {
    status: 409,
    message: 'This KPI is bound to live data. Values are entered only for KPIs without it.',
  },
  'kpi.in-use': {
    status: 409,
    message: 'This KPI is used by {users}. Take it out there first.',
  },
  'kpi.reason': {
    status: 422,
    message: 'A KPI that is bound to another measure or to other customers needs a reason.',
  },
  'target.reason': {
    status: 422,
    message: 'A goal or deadline that is changed needs a reason; the first plan stays visible.',
  },
  'claim.unclear': {
    status: 422,
    message: 'The text claims more than it says. {problem} Complete the sentence.',
  },
  'claim.untested': {
    status: 422,
    message:
      'Without an own measurement a claim is a hypothesis of grade D. Name the evidence, or enter it as that.',
  },
  'strategy.vague': {
    status: 422,
    message: 'The goal is too vague to be carried out. It lacks: {missing}.',
  },
  'strategy.incomplete': {
    status: 422,
    message: 'Only {complete} of 7 elements are there. Missing: {missing}.',
  },
  'strategy.accountable': {
    status: 422,
    message: '“{what}” must have exactly one accountable role.',
  },
  'strategy.one-size': {
    status: 422,
    message: '“{first}” and “{second}” are given the same pricing, promotions and services.',
  },
  'strategy.own-approval': {
    status: 403,
    message: 'Who wrote this version cannot approve it. Ask somebody else.',
  },
  'strategy.reason': {
    status: 422,
    message: 'This strategy is approved. Say why it is changed; it is then approved anew.',
  },
  'review.quorum': {
    status: 409,
    message:
      '{present} of the {needed} members needed are present. Without quorum nothing is held.',
  },
  'review.chair': { status: 409, message: 'The chair ({chair}) is not present.' },
  'review.state': { status: 409, message: 'This review is {state}; that cannot be done now.' },
  'review.no-pack': { status: 409, message: 'This review has no pack yet. Prepare it first.' },
  'review.other-unit': {
    status: 403,
    message:
      'A manager proposes, decides and promises only for the own units and those below. Name one of them, or ask an owner.',
  },
  'review.series': { status: 422, message: 'The series cannot be kept: {problem}.' },
  'decision.accountable': {
    status: 422,
    message: 'A decision that is taken needs exactly one accountable role.',
  },
  'initiative.metrics-open': {
    status: 409,
    message:
      'Not all metrics of this initiative are approved. Approve them before any money is spent.',
  },
  'initiative.metric': {
    status: 400,
    message: 'The initiative has no such metric. Save it with the metric first.',
  },
  'initiative.plan-fixed': {
    status: 409,
    message:
      'The plan is approved and stays as it is. Decide a correction with a reason to change it.',
  },
  'initiative.correction': {
    status: 400,
    message: 'A changed plan comes with the decision to change it, and only with that one.',
  },
  'initiative.claimed': {
    status: 409,
    message:
      'Of the effect of “{name}”, or of one on the same customers, {left} % are left to claim.',
  },
  'initiative.no-strategy': {
    status: 409,
    message: 'A technology initiative needs an approved strategy. Name one, or have it approved.',
  },
  'initiative.lever': {
    status: 400,
    message: 'There is no such lever in the catalogue. Choose one of it, or add yours.',
  },
  'initiative.window': {
    status: 400,
    message: 'The initiative ends before it begins.',
  },
  'allocation.period': {
    status: 400,
    message: 'The plan of spend ends before it begins.',
  },
  'allocation.reason': {
    status: 422,
    message: 'This plan of spend has begun. Say why it is changed; the first plan stays visible.',
  },
} as const satisfies ErrorEntries
