import type { ErrorEntries } from './error-entry.ts'

/** Themes and drivers. */
export const explainErrors = {
  'theme.circle': {
    status: 400,
    message: 'A theme cannot stand below itself. Choose another wider theme.',
  },
} as const satisfies ErrorEntries
