/**
 * Runs an operation as the demo's owner. Gives nothing when a filling that was broken off has done it
 * before: records of the demo have fixed ids, so that a second filling finds them.
 * @param at  the moment the clock shows, for what has been going on for weeks; now when left out
 */
export type RunOnce = (id: string, input: object, at?: Date) => Promise<unknown>

/** Writes down what the people of the demo company would have, through the same operations. */
export interface Filler {
  /** What the terminal shows while it runs. */
  what: string
  fill: (run: RunOnce, now: Date) => Promise<void>
}
