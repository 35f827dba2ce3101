import {
  addDays,
  writeDay,
  writeDays,
  type Change,
  type Day,
  type Measured,
  type Period,
} from '@fealty/core'
import { lowerFirst } from '../change/sentence-case.ts'
import type { MetricInfo } from '../metric/contract.ts'
import type { Breakdown } from './measure-breakdown.ts'

interface Facts {
  metric: MetricInfo
  now: Period
  previous: Period
  measured: Measured
  change: Change
  movedSince: string | null
  breakdown: Breakdown
  asOf: Day
}

function mainSentence({ metric, now, previous, measured, change, movedSince }: Facts): string {
  if (measured.kind === 'insufficient') {
    return `${metric.title} cannot be told for ${now.label}: ${lowerFirst(measured.why)}`
  }
  if (change.verdict === 'real') {
    const word = (change.difference ?? 0) > 0 ? 'rose' : 'fell'
    return `${metric.title} ${word} in ${now.label}, and that is more than noise.`
  }
  if (movedSince !== null) {
    return `${metric.title} has stood at a new level since ${movedSince}; ${now.label} is no different.`
  }
  return change.verdict === 'noise'
    ? `${metric.title} holds: ${now.label} differs from ${previous.label} by no more than noise.`
    : `${metric.title} in ${now.label}; there is too little before it to compare with.`
}

function rowSentence({ breakdown, change }: Facts): string {
  const moved = breakdown.rows.filter((row) => row.change.verdict === 'real')
  if (moved.length === 0) return ''
  const direction = Math.sign(change.difference ?? 0)
  const same = moved.filter((row) => Math.sign(row.change.difference ?? 0) === direction)
  const named = (same.length > 0 && change.verdict === 'real' ? same : moved)
    .slice(0, 3)
    .map(({ segment }) => segment)
  const list =
    named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)!}` : named[0]!
  if (change.verdict === 'real' && same.length > 0) return ` It moved in ${list}.`
  return ` ${list} moved for real.`
}

/** Headline and subline of a measure's page, computed from its verdicts. */
export function writeMetricHeadline(facts: Facts): { headline: string; subline: string } {
  const { metric, now, previous, asOf } = facts
  return {
    headline: mainSentence(facts) + rowSentence(facts),
    subline: `${metric.title} · ${now.label}, ${writeDays(now.start, addDays(now.end, -1))} · against ${previous.label} · as of ${writeDay(asOf, true)}`,
  }
}
