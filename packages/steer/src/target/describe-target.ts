import { formatChance } from '@fealty/charts'
import { writeDay, type Day } from '@fealty/core'
import type { Target } from './contract.ts'
import type { TargetJudgement } from './judge-target.ts'

/** One sentence that says where a target stands, and on what that stands. */
export function describeTarget(target: Target, judgement: TargetJudgement, asOf: Day): string {
  const by = writeDay(target.deadline, true)
  const { status, chance, chanceWithout, chanceWith } = judgement
  switch (status) {
    case 'met':
      return `Met by ${by}.`
    case 'missed':
      return `Missed: not there by ${by}.`
    case 'manual':
      return 'Its values are entered by hand, so no chance is computed and it is never on track.'
    case 'unknown':
      return `Not known: ${chance.why}`
    case 'on-track':
    case 'open':
    case 'off-track': {
      const told = formatChance(chance.value ?? Number.NaN)
      const alone =
        chanceWith === null || chanceWithout.value === null
          ? ''
          : `, ${formatChance(chanceWithout.value)} without its initiatives`
      return `${told} likely by ${by}${alone}; judged on facts up to ${writeDay(asOf, true)}.`
    }
  }
}
