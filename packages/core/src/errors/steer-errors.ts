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
  'target.reason': {
    status: 422,
    message: 'A goal or deadline that is changed needs a reason; the first plan stays visible.',
  },
} as const satisfies ErrorEntries
