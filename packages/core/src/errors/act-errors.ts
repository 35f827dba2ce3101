import type { ErrorEntries } from './error-entry.ts'

/** Cases and what is done about them. */
export const actErrors = {
  'case.move': { status: 409, message: 'A case that is {state} cannot be {move}.' },
  'case.cause': {
    status: 400,
    message: 'This root cause is not in the catalogue. Take one of its {count}, or add it first.',
  },
  'case.open-already': {
    status: 409,
    message: 'This customer has an open case in the group already. Add a note to that one.',
  },
  'improvement.move': {
    status: 409,
    message: 'An improvement that is {state} cannot become {wanted}.',
  },
  'improvement.too-many': {
    status: 409,
    message: '{most} improvements are under way already. Finish or drop one before another starts.',
  },
} as const satisfies ErrorEntries
