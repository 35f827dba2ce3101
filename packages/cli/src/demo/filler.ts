import type { OpenServices } from '@fealty/server'

/**
 * Runs an operation as the demo's owner. Gives nothing when a filling that was broken off has done it
 * before: records of the demo have fixed ids, so that a second filling finds them.
 * @param at  the moment the clock shows, for what has been going on for weeks; now when left out
 * @param as  id of another person than the owner, where a rule asks for two
 */
export type RunOnce = (id: string, input: object, at?: Date, as?: string) => Promise<unknown>

/** The demo's workspace, for work that is otherwise done by the clock. */
export interface DemoHouse {
  services: OpenServices
  workspaceId: string
}

/** Writes down what the people of the demo company would have, through the same operations. */
export interface Filler {
  /** What the terminal shows while it runs. */
  what: string
  fill: (run: RunOnce, now: Date, house: DemoHouse) => Promise<void>
}
