import type { ErrorEntries } from './error-entry.ts'

/** Cases and what is done about them. */
export const actErrors = {} as const satisfies ErrorEntries
