import type { ErrorEntries } from './error-entry.ts'

/** Themes and drivers. */
export const explainErrors = {} as const satisfies ErrorEntries
