import {
  addDays,
  daysBetween,
  insufficient,
  periodsBetween,
  writeDay,
  type Change,
  type Day,
  type Estimate,
  type FiscalCalendar,
  type Insufficient,
  type Measured,
  type MetricUnit,
  type Period,
} from '@fealty/core'
import type { Target, TargetStatus, ToldChance } from './contract.ts'
import {
  chanceOf,
  forecastPoints,
  forecastSeries,
  modelWords,
  type ForecastPoint,
  type SeriesForecast,
} from './forecast-series.ts'

/** Told chances at which a target is on track, and off it. */
const onTrackFrom = 0.8
const offTrackUpTo = 0.2
/** Below an even chance a target warns before its deadline. */
export const warnBelow = 0.5
/** Level of the forecast fan: wide enough to be right four times in five, narrow enough to be read. */
const fanLevel = 0.8

const longestDays = { month: 31, quarter: 92 } as const

/** The effect of an initiative that is still to come, in the unit of the measure. */
export interface EffectToCome {
  initiativeId: string
  value: number
  se: number
}

/** All that a judgement stands on. */
export interface TargetFacts {
  target: Target
  unit: MetricUnit
  /** Of the KPI today. */
  definitionVersion: number
  isManual: boolean
  series: readonly { period: Period; measured: Measured }[]
  change: Change
  /** Whether the values of neighbouring periods come from answers of their own. */
  isSampledAnew: boolean
  effects: readonly EffectToCome[]
  asOf: Day
  today: Day
  calendar: FiscalCalendar
}

export interface TargetJudgement {
  current: Measured
  period: Period | null
  status: TargetStatus
  chance: ToldChance
  chanceWithout: ToldChance
  chanceWith: ToldChance | null
  /** Periods to the one that is judged; 0 when it is known already. */
  ahead: readonly Period[]
  forecast: readonly ForecastPoint[]
  fitted: SeriesForecast | null
}

/** Judges a target: the forecast of its KPI against the goal at the deadline. */
export function judgeTarget(facts: TargetFacts): TargetJudgement {
  const last = facts.series.at(-1)
  const base = {
    current: last?.measured ?? insufficient(0, 1, 'No period is over yet.'),
    period: last?.period ?? null,
    ahead: [],
    forecast: [],
    fitted: null,
  }
  const unsure = (status: TargetStatus, why: string): TargetJudgement => {
    const unknown = { value: null, why }
    return { ...base, status, chance: unknown, chanceWithout: unknown, chanceWith: null }
  }
  if (facts.isManual) return unsure('manual', 'Its values are entered by hand.')
  const { target, asOf, today, definitionVersion } = facts
  if (definitionVersion !== target.definitionVersion) {
    return unsure(
      'unknown',
      `The goal was set on version ${target.definitionVersion} of the definition, which is now ${definitionVersion}. Set it anew.`,
    )
  }
  // What lies within the facts is decided, however old they are.
  if (target.deadline <= asOf) return judgePast(facts, unsure)
  const trouble = findTrouble(facts)
  if (trouble !== null) return unsure('unknown', trouble)
  const ahead = periodsAhead(facts)
  if (ahead.length === 0) {
    return unsure(
      'unknown',
      `No whole ${target.grain} lies between ${writeDay(asOf, true)} and the deadline.`,
    )
  }
  if (target.deadline < today) {
    return unsure('unknown', `The deadline has passed, but facts end on ${writeDay(asOf, true)}.`)
  }
  const estimates = trailingEstimates(facts.series)
  const fitted = forecastSeries(facts.isSampledAnew ? estimates : estimates.map(withoutError), {
    unit: facts.unit,
    cycle: target.grain === 'month' ? 12 : 4,
  })
  if (fitted.kind === 'insufficient') return { ...unsure('unknown', fitted.why), ahead }
  return { ...base, ahead, fitted, ...judgeForecast(facts, fitted, ahead.length) }
}

function withoutError(estimate: Estimate): Estimate {
  return { ...estimate, se: undefined }
}

function judgeForecast(facts: TargetFacts, fitted: SeriesForecast, periods: number) {
  const { target, effects } = facts
  const { goal, direction } = target
  const model = modelWords[fitted.models[0]!.model]
  const why = `The forecast of ${fitted.n} ${target.grain}s mostly sees ${model}.`
  const chanceWithout = { value: chanceOf(fitted, { goal, direction, periods }), why }
  const chanceWith =
    effects.length === 0
      ? null
      : {
          value: chanceOf(fitted, { goal, direction, periods, effect: sumEffects(effects) }),
          why: `${why} With the measured effects of ${effects.length} ${effects.length === 1 ? 'initiative' : 'initiatives'} still to come.`,
        }
  const chance = chanceWith ?? chanceWithout
  return {
    status: statusOf(chance.value),
    chance,
    chanceWithout,
    chanceWith,
    forecast: forecastPoints(fitted, periods, fanLevel),
  }
}

/** Effects of several initiatives add up; their errors are taken as independent. */
function sumEffects(effects: readonly EffectToCome[]): { value: number; se: number } {
  return {
    value: effects.reduce((sum, { value }) => sum + value, 0),
    se: Math.hypot(...effects.map(({ se }) => se)),
  }
}

/** The status of a target that is not decided yet. */
export function statusOf(chance: number): TargetStatus {
  if (chance >= onTrackFrom) return 'on-track'
  return chance <= offTrackUpTo ? 'off-track' : 'open'
}

/** Why nothing can be said of the future, or null: no value, or facts that are too old. */
function findTrouble({ target, series, asOf, today }: TargetFacts): string | null {
  const last = series.at(-1)
  if (last === undefined) return 'No period is over yet.'
  if (last.measured.kind === 'insufficient') return last.measured.why
  const age = daysBetween(asOf, today)
  const oldest = 2 * longestDays[target.grain]
  return age > oldest
    ? `The facts end on ${writeDay(asOf, true)}, ${age} days ago: older than two ${target.grain}s.`
    : null
}

/** The deadline lies within the facts: the value of its period decides. */
function judgePast(
  { target, series }: TargetFacts,
  unsure: (status: TargetStatus, why: string) => TargetJudgement,
): TargetJudgement {
  const judged = series.filter(({ period }) => period.end <= addDays(target.deadline, 1)).at(-1)
  if (judged?.measured.kind !== 'estimate') {
    return unsure('unknown', 'There is no value for the period of the deadline.')
  }
  const { value } = judged.measured
  const met = target.direction === 'up' ? value >= target.goal : value <= target.goal
  const told = { value: met ? 1 : 0, why: `Decided by ${judged.period.label}.` }
  const status = met ? 'met' : 'missed'
  return { ...unsure(status, ''), status, chance: told, chanceWithout: told }
}

/** The whole periods after the last known one that are over by the deadline. */
function periodsAhead({ target, series, calendar }: TargetFacts): Period[] {
  const last = series.at(-1)
  if (last === undefined || last.period.end > target.deadline) return []
  return periodsBetween(last.period.end, target.deadline, target.grain, calendar).filter(
    ({ end }) => end <= addDays(target.deadline, 1),
  )
}

/** The estimates at the end of a series, back to its last gap. */
export function trailingEstimates(
  series: readonly { measured: Measured | Insufficient }[],
): Estimate[] {
  const found: Estimate[] = []
  for (let at = series.length - 1; at >= 0; at -= 1) {
    const { measured } = series[at]!
    if (measured.kind !== 'estimate') break
    found.unshift(measured)
  }
  return found
}
