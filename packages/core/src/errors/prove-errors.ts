import type { ErrorEntries } from './error-entry.ts'

/** Experiments, holdouts and effects. */
export const proveErrors = {
  'experiment.design': {
    status: 400,
    message: 'This design does not hold together: {problem}.',
  },
  'experiment.started': {
    status: 409,
    message:
      'The experiment has begun, so its design is fixed. End it, and make another one for another design.',
  },
  'experiment.arm-conflict': {
    status: 409,
    message:
      '{count} of these ids are in another arm already. The first arm stays, and nothing was written.',
  },
} as const satisfies ErrorEntries
