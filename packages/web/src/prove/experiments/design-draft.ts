import { addDays } from '@fealty/core'
import type { Commands } from '../../api/contracts.ts'
import { readList, readNumber } from '../../ui/read-typed.ts'

type Design = Commands['experiments.save']['input']

/** What a person can plan: an assertion is no plan. */
export type PlannedDesign = Exclude<Design['design'], 'asserted'>

/** The fields as they are typed. */
export interface DesignDraft {
  name: string
  hypothesis: string
  design: PlannedDesign
  metric: Design['metric']
  population: string
  /** Share that gets nothing new, as text of a choice; of a randomised design. */
  holdout: string
  /** The attribute by which the treated are told from the others, and their values of it. */
  attribute: string
  treated: string
  from: string
  days: string
  /** How many days before the first one are compared with; empty for as many as are measured. */
  daysBefore: string
  smallest: string
}

/** Conditions as a person writes them, with commas between. */
export function readConditions(text: string): string[] {
  return readList(text).filter((each) => each.includes('='))
}

/** A number above zero, or null. */
export function readPositive(text: string): number | null {
  const value = readNumber(text)
  return value !== null && value > 0 ? value : null
}

/** The design that the fields make; null while something is missing. */
export function buildDesign(draft: DesignDraft): Design | null {
  const days = readPositive(draft.days)
  if (draft.name.trim() === '' || draft.from === '' || days === null) return null
  const past = draft.daysBefore.trim() === '' ? days : readPositive(draft.daysBefore)
  const groups = buildGroups(draft)
  if (past === null || groups === null) return null
  const window = { from: draft.from, to: addDays(draft.from, Math.round(days) - 1) }
  return {
    name: draft.name.trim(),
    hypothesis: draft.hypothesis.trim(),
    design: draft.design,
    metric: draft.metric,
    population: readConditions(draft.population),
    ...groups,
    // By a hash people come in as they are met; groups are what they are on the first day.
    assignment: draft.design === 'randomised' ? window : { from: draft.from, to: draft.from },
    measured: window,
    before: { from: addDays(draft.from, -Math.round(past)), to: addDays(draft.from, -1) },
    smallest: readPositive(draft.smallest),
  }
}

/** Who is compared with whom; null while the treated are not named. */
function buildGroups(draft: DesignDraft): Partial<Design> | null {
  if (draft.design === 'before-after') return {}
  if (draft.design === 'randomised') {
    const share = Number(draft.holdout)
    return {
      arms: [
        { name: 'holdout', share },
        { name: 'treated', share: 1 - share },
      ],
    }
  }
  const values = readList(draft.treated)
  if (draft.attribute === '' || values.length === 0) return null
  return {
    assignedBy: 'attribute',
    attribute: draft.attribute,
    // Groups that nobody drew have no planned split: it is not tested.
    arms: [
      { name: 'the others', share: 0.5 },
      { name: 'treated', share: 0.5, values },
    ],
  }
}
