import {
  decimalsFor,
  formatCount,
  formatDifference,
  toneOf,
  type Better,
  type Tone,
  type ValueFormat,
} from '@fealty/charts'
import type { Change, MetricUnit } from '@fealty/core'

interface ChangeText {
  mark: string
  text: string
  tone: Tone
  /** The whole figure for the tooltip: size, range and p. */
  precise: string
}

/** The good direction as charts take it: a metric without one has none. */
export function betterOf(better: 'higher' | 'lower' | 'neither'): Better | undefined {
  return better === 'neither' ? undefined : better
}

function differenceDecimals(change: Change, format: ValueFormat): number {
  if (format.unit === 'count') return 0
  const scale = format.unit === 'share' ? 100 : 1
  const { low, high } = change
  const known = low !== undefined && high !== undefined
  const decimals = known ? decimalsFor(low * scale, high * scale, 1) : 1
  if (format.unit === 'money' || format.unit === 'money-each') return decimals > 0 ? 2 : 0
  return Math.min(decimals, 2)
}

/** `▼ 5.2 on Q2, real`; what is noise keeps its size, so that a person sees how small it is. */
export function writeChange(
  change: Change,
  format: ValueFormat,
  better: Better | undefined,
  against = '',
): ChangeText {
  const { verdict, difference, reason } = change
  const on = against === '' ? '' : ` on ${against}`
  if (reason === 'suppressed') {
    return { mark: '⊘', text: 'withheld', tone: 'neutral', precise: '' }
  }
  if (verdict === 'too few' || difference === undefined) {
    return {
      mark: '◌',
      text: `too few${on === '' ? '' : ` to compare with ${against}`}`,
      tone: 'neutral',
      precise: '',
    }
  }
  const size = formatDifference(difference, format, differenceDecimals(change, format))
  const mark = verdict === 'noise' ? '◇' : difference < 0 ? '▼' : '▲'
  const word =
    verdict === 'noise' && on === '' ? 'noise' : `${size}${on === '' ? ' ' : `${on}, `}${verdict}`
  return {
    mark,
    text: word,
    tone: toneOf(verdict, difference, better),
    precise: preciseChange(change, format),
  }
}

function preciseChange({ difference, low, high, p }: Change, format: ValueFormat): string {
  if (difference === undefined) return ''
  const scale = format.unit === 'share' ? 100 : 1
  const write = (value: number) => formatCount(value * scale, { decimals: 3, sign: 'always' })
  const parts = [`Change ${write(difference)}${format.unit === 'share' ? ' points' : ''}`]
  if (low !== undefined && high !== undefined) parts.push(`${write(low)} to ${write(high)}`)
  if (p !== undefined) parts.push(`p ${p < 0.001 ? 'under 0.001' : p.toFixed(3)}`)
  return parts.join(' · ')
}

/** What n counts for a metric of this unit, in the plural; for sentences like “5 answers, 30 needed”. */
export function countedOf(unit: MetricUnit, metric: string): string {
  if (['nps', 'csat', 'ces', 'rating'].includes(metric)) return 'answers'
  if (metric === 'aov') return 'orders'
  return unit === 'count' ? '' : 'customers'
}
