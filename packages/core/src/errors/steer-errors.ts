import type { ErrorEntries } from './error-entry.ts'

/** Goals, targets, initiatives, strategies and reviews. */
export const steerErrors = {} as const satisfies ErrorEntries
