import { takeIntoLanding } from './landing-responses.ts'
import { noteHandled, takeEvents } from './outbox.ts'
import { writeOnce } from './responses.ts'
import type { Program } from './store.ts'

/** What the threads of the store can run, by name. */
export const programs: ReadonlyMap<string, Program<never, unknown>> = new Map(
  [noteHandled, takeEvents, takeIntoLanding, writeOnce].map((program) => [
    program.programName,
    program as Program<never, unknown>,
  ]),
)
