import { isEstimate, writeDay, type Day, type Measured, type Period } from '@fealty/core'
import { minimumDetectableChange } from '@fealty/stats'
import type { SmartCheck, Target, TargetStatus, ToldChance } from './contract.ts'

/** Below this chance a goal is a wish. */
const achievableFrom = 0.05

export interface SmartFacts {
  target: Target
  isManual: boolean
  /** The metric's title, for the sentence. */
  metric: string
  current: Measured
  chance: ToldChance
  status: TargetStatus
  ahead: readonly Period[]
  /** What the KPI serves: names of questions and objectives. */
  serves: readonly string[]
  today: Day
}

/** The five checks that a machine can make of a goal: specific, measurable, achievable, relevant, time-bound. */
export function checkSmart(facts: SmartFacts): SmartCheck[] {
  return [
    checkSpecific(facts),
    checkMeasurable(facts),
    checkAchievable(facts),
    checkRelevant(facts),
    checkTimeBound(facts),
  ]
}

function checkSpecific({ target, isManual, metric }: SmartFacts): SmartCheck {
  const population =
    target.unitId !== null || target.where.length > 0
      ? 'for its own customers'
      : 'for all customers'
  return {
    check: 'specific',
    passed: !isManual,
    finding: isManual
      ? 'No definition stands behind a value that is entered by hand.'
      : `${metric}, version ${target.definitionVersion}, ${population}; ${target.accountable} answers for it.`,
  }
}

function checkMeasurable({ isManual, current, chance }: SmartFacts): SmartCheck {
  const check = 'measurable'
  if (isManual) return { check, passed: false, finding: 'It is not bound to live data.' }
  if (!isEstimate(current)) return { check, passed: false, finding: current.why }
  return {
    check,
    passed: chance.value !== null,
    finding:
      chance.value === null
        ? chance.why
        : `Bound to live data: ${current.n.toLocaleString('en')} counted in the last period.`,
  }
}

function checkAchievable({ target, current, chance }: SmartFacts): SmartCheck {
  const check = 'achievable'
  if (chance.value === null) {
    return { check, passed: false, finding: 'No chance is known, so nobody can say.' }
  }
  if (chance.value < achievableFrom) {
    return { check, passed: false, finding: 'The forecast hardly ever reaches the goal.' }
  }
  const wanted = wantedChange(target, current)
  const seen = detectable(target, current)
  if (wanted !== null && seen !== null && seen >= wanted) {
    return {
      check,
      passed: false,
      finding: 'With this many counted, a change as large as the wanted one would not be seen.',
    }
  }
  return {
    check,
    passed: true,
    finding: 'The forecast can reach it, and a change of that size would be seen.',
  }
}

/** How far the goal lies from where it began. */
function wantedChange({ goal, baseline }: Target, current: Measured): number | null {
  const from = baseline !== null && isEstimate(baseline.measured) ? baseline.measured : current
  return isEstimate(from) ? Math.abs(goal - from.value) : null
}

/** The smallest true change that two periods like these show with 80 % power; full counts show any. */
function detectable({ baseline }: Target, current: Measured): number | null {
  if (!isEstimate(current) || current.complete === true || current.se === undefined) return null
  const before = baseline !== null && isEstimate(baseline.measured) ? baseline.measured : current
  return minimumDetectableChange({ se: current.se, baselineSe: before.se ?? current.se })
}

function checkRelevant({ serves }: SmartFacts): SmartCheck {
  return {
    check: 'relevant',
    passed: serves.length > 0,
    finding:
      serves.length > 0
        ? `Serves “${serves[0]!}”${serves.length > 1 ? ` and ${serves.length - 1} more` : ''}.`
        : 'It serves no question of a goal and no objective.',
  }
}

function checkTimeBound({ target, status, ahead, today }: SmartFacts): SmartCheck {
  const check = 'time-bound'
  if (status === 'met' || status === 'missed' || target.deadline < today) {
    return {
      check,
      passed: false,
      finding: `The deadline, ${writeDay(target.deadline, true)}, has passed.`,
    }
  }
  if (ahead.length === 0 && status !== 'manual') {
    return {
      check,
      passed: false,
      finding: `No whole ${target.grain} is over between the last facts and the deadline.`,
    }
  }
  const last = ahead.at(-1)
  return {
    check,
    passed: true,
    finding:
      last === undefined ? `By ${writeDay(target.deadline, true)}.` : `Judged by ${last.label}.`,
  }
}
