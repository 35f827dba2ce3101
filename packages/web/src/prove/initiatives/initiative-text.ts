import { formatChance, formatMoney } from '@fealty/charts'
import { addDays, addMonths, writeDay, type Day } from '@fealty/core'
import type { Initiative } from '../../api/contracts.ts'

/** Whole money in the workspace's currency. */
export function writeMoney(value: number, currency: string): string {
  return formatMoney(value, currency)
}

/** How likely the plan is reached, in words where it cannot be said. */
export function chanceText(chance: number | null): string {
  return chance === null ? 'not known yet' : formatChance(chance)
}

type Stream = Initiative['plans'][number]['plan']['benefits']

/** A stream's running sums at the ends of its months. */
export function runningSums(
  stream: Stream,
): { day: Day; low: number; likely: number; high: number }[] {
  const sorted = [...stream].sort((a, b) => (a.month < b.month ? -1 : 1))
  const first = sorted[0]
  if (first === undefined) return []
  const sums = [{ day: `${first.month}-01`, low: 0, likely: 0, high: 0 }]
  for (const { month, low, likely, high } of sorted) {
    const last = sums.at(-1)!
    const day = addDays(addMonths(`${month}-01`, 1), -1)
    sums.push({ day, low: last.low + low, likely: last.likely + likely, high: last.high + high })
  }
  return sums
}

const choiceNames = { continue: 'go on', 'change-plan': 'plan changed', stop: 'stopped' } as const

/** A correction in words. */
export function correctionText({ decision }: Initiative['corrections'][number]): string {
  return decision === null ? 'correction open' : `decided: ${choiceNames[decision.choice]}`
}

/** Where an action stands: done, late or due. */
export function milestoneState(due: Day, doneOn: Day | null, today: Day): string {
  if (doneOn !== null) return `✓ done ${writeDay(doneOn, true)}`
  return due < today ? `▼ late since ${writeDay(due, true)}` : `due ${writeDay(due, true)}`
}
