/**
 * Runs an operation as the demo's owner. Gives nothing when a filling that was broken off has done it
 * before: records of the demo have fixed ids, so that a second filling finds them.
 */
export type RunOnce = (id: string, input: object) => Promise<unknown>

/** Writes down what the people of the demo company would have, through the same operations. */
export interface Filler {
  /** What the terminal shows while it runs. */
  what: string
  fill: (run: RunOnce) => Promise<void>
}
