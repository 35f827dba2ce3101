import { addDays } from '@fealty/core'
import type { Commands } from '../../api/contracts.ts'
import { readList, readNumber } from '../../ui/read-typed.ts'

type Design = Commands['experiments.save']['input']

/** The fields as they are typed. */
export interface DesignDraft {
  name: string
  metric: Design['metric']
  population: string
  /** Share that gets nothing new, as text of a choice. */
  holdout: string
  from: string
  days: string
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
  const to = addDays(draft.from, Math.round(days) - 1)
  const share = Number(draft.holdout)
  return {
    name: draft.name.trim(),
    design: 'randomised',
    metric: draft.metric,
    population: readConditions(draft.population),
    arms: [
      { name: 'holdout', share },
      { name: 'treated', share: 1 - share },
    ],
    assignment: { from: draft.from, to },
    measured: { from: draft.from, to },
    before: { from: addDays(draft.from, -Math.round(days)), to: addDays(draft.from, -1) },
    smallest: readPositive(draft.smallest),
  }
}
