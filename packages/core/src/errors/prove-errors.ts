import type { ErrorEntries } from './error-entry.ts'

/** Experiments, holdouts and effects. */
export const proveErrors = {} as const satisfies ErrorEntries
