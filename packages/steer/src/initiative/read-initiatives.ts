import type { Call, Day, Measured } from '@fealty/core'
import type { Grade } from '@fealty/prove'
import type { SteerServices } from '../services.ts'
import type { ShownInitiative } from './contract.ts'
import { openFrame, readOwnInitiatives } from './initiative-frame.ts'
import { showInitiative } from './show-initiative.ts'

/** An initiative as a review shows it. */
export interface ReadInitiative {
  id: string
  name: string
  unitId: string | null
  unit: string | null
  owner: string
  window: { from: Day; to: Day }
  state: ShownInitiative['state']
  /** Net present value of the plan that holds. */
  npv: { p10: number; p50: number; p90: number }
  /** Measured to date with its interval; `booked` is the proven part. */
  realised: Measured
  booked: number
  plannedToDate: number
  currency: string
  grade: Grade
  /** P(reach plan); null while it cannot be said. */
  chance: number | null
  correctionOpen: boolean
  nextMilestone: { name: string; due: Day } | null
  /** What was found, per effect it claims; its own sentence where it claims none. */
  effectSentence: string
  /** What it has earned. */
  sentence: string
}

/** All initiatives the caller may see, with what they have earned; the same as page and API show. */
export async function readInitiatives(call: Call<SteerServices>): Promise<ReadInitiative[]> {
  return (await showOwnInitiatives(call)).map((shown) => {
    const { id, name, unitId, unit, owner, window, state, realised, booked, plannedToDate } = shown
    const { currency, grade, chance, correctionOpen, nextMilestone, claimed, sentence } = shown
    const { p10, p50, p90 } = shown.npv
    return {
      id,
      name,
      unitId,
      unit,
      owner,
      window,
      state,
      npv: { p10, p50, p90 },
      realised,
      booked,
      plannedToDate,
      currency,
      grade,
      chance,
      correctionOpen,
      nextMilestone,
      effectSentence: claimed.map((claim) => claim.sentence).join(' ') || sentence,
      sentence,
    }
  })
}

/** The same with everything that their page needs. */
export async function showOwnInitiatives(call: Call<SteerServices>): Promise<ShownInitiative[]> {
  const frame = await openFrame(call)
  return (await readOwnInitiatives(call, frame.units)).map((record) =>
    showInitiative(record, frame),
  )
}
