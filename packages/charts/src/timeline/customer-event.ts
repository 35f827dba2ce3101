import type { Day } from '@fealty/core'

/** Something that happened with one customer. */
export interface CustomerEvent {
  /** Name of the row, e.g. `Orders`. */
  lane: string
  day: Day
  /** For what lasts (a subscription): the first day after it; null while it still runs. */
  until?: Day | null
  /** What it was, for the tooltip and the table, e.g. `Order of €84`. */
  name: string
  /** Written in the mark: an answer's score, at most two characters. */
  score?: string
  /** Colour of an answer's band; default the accent. */
  band?: 'detractor' | 'passive' | 'promoter'
}
