import {
  formatChance,
  formatGoal,
  formatMeasured,
  formatRange,
  formatVerdict,
  type Better,
  type ValueFormat,
} from '@fealty/charts'
import { writeDay, type Change } from '@fealty/core'
import type { MetricInfo } from '@fealty/measure'
import type { PackUnit } from './contract.ts'
import type { MeasuredUnit } from './measure-units.ts'

/** What is known of a unit beside its score. */
export interface UnitFacts {
  target?: { value: number; due: string; likely: number | null } | undefined
  /** Score minus the benchmark of the pack, judged among all units; left out where there is none. */
  benchmark?: Change | undefined
  actionsDue: number
  actionsLate: number
  effect: string
}

const betterOf = ({ better }: MetricInfo): Better | undefined =>
  better === 'neither' ? undefined : better

/** Where a unit stands among the others. Only a difference that is real is called one. */
function showPeers({ against }: MeasuredUnit, metric: MetricInfo): PackUnit['peers'] {
  if (against === null) return { text: 'a total, not compared', tone: 'neutral' }
  if (against.verdict === 'too few') return { text: 'too few to compare', tone: 'neutral' }
  if (against.verdict === 'noise') return { text: 'like the others', tone: 'neutral' }
  const isAbove = (against.difference ?? 0) > 0
  const good = metric.better === 'neither' ? null : isAbove === (metric.better === 'higher')
  const tone = good === null ? 'neutral' : good ? 'better' : 'worse'
  return { text: isAbove ? 'above the others' : 'below the others', tone }
}

function showBenchmark(
  change: Change | undefined,
  metric: MetricInfo,
  format: ValueFormat,
): PackUnit['benchmarked'] {
  if (!change) return { text: '', tone: 'neutral', change: { verdict: 'too few' } }
  const { mark, text, tone } = formatVerdict(change, format, betterOf(metric))
  return { text: `${mark} ${text}`, tone, change }
}

function showTarget(target: UnitFacts['target'], format: ValueFormat): PackUnit['target'] {
  if (!target) {
    return { value: null, text: '', due: null, likely: null, likelyText: '', tone: 'neutral' }
  }
  const { value, due, likely } = target
  const tone =
    likely === null ? 'neutral' : likely <= 0.2 ? 'worse' : likely >= 0.8 ? 'better' : 'neutral'
  return {
    value,
    text: formatGoal(value, format),
    due,
    likely,
    likelyText: likely === null ? 'not known' : formatChance(likely),
    tone,
  }
}

/** A measured unit with every text as a reader sees it; page, slides, print and workbook share it. */
export function showUnit(
  measured: MeasuredUnit,
  facts: UnitFacts,
  metric: MetricInfo,
  format: ValueFormat,
): PackUnit {
  const { unit, now, before, lastYear, change, against } = measured
  const { mark, text, tone } = formatVerdict(change, format, betterOf(metric))
  return {
    id: unit.id,
    name: unit.name,
    owner: unit.owner,
    score: now,
    before,
    lastYear,
    change,
    against: against ?? { verdict: 'too few' },
    scoreText: formatMeasured(now, format),
    rangeText: formatRange(now, format),
    beforeText: formatMeasured(before, format),
    lastYearText: formatMeasured(lastYear, format),
    verdict: { text: `${mark} ${text}`, tone },
    peers: showPeers(measured, metric),
    benchmarked: showBenchmark(facts.benchmark, metric, format),
    target: showTarget(facts.target, format),
    actionsDue: facts.actionsDue,
    actionsLate: facts.actionsLate,
    effect: facts.effect,
  }
}

/** The head of the target column: the day all units share, or only the word. */
export function writeTargetHead(units: readonly PackUnit[]): string {
  const days = [...new Set(units.flatMap(({ target }) => target.due ?? []))]
  return days.length === 1 ? `Target ${writeDay(days[0]!)}` : 'Target'
}
