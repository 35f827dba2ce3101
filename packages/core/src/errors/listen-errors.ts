import type { ErrorEntries } from './error-entry.ts'

/** Surveys, answers, invitations and what leaves by webhook. */
export const listenErrors = {} as const satisfies ErrorEntries
