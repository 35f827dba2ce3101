import {
  isSuppressed,
  type Estimate,
  type Insufficient,
  type Measured,
  type MetricUnit,
} from '@fealty/core'
import {
  decimalsFor,
  formatCount,
  formatDays,
  formatMoney,
  formatPercent,
  formatPoints,
  type NumberStyle,
} from './number.ts'

/** How the values of a metric are written. */
export interface ValueFormat {
  unit: MetricUnit
  /** ISO 4217; needed for money units. */
  currency?: string
  /** Digits after the point; without it they follow each interval's width. */
  decimals?: number
}

/** Value as the reader sees it: shares in per cent, all else unchanged. */
function shownScale(format: ValueFormat): number {
  return format.unit === 'share' ? 100 : 1
}

const decimalsOfFullCount: Readonly<Record<MetricUnit, number>> = {
  points: 1,
  share: 1,
  score: 2,
  days: 1,
  money: 0,
  'money-each': 0,
  count: 0,
}

/** Digits after the point for a measured value and its range. Money has none or two. */
export function decimalsOf(estimate: Estimate, format: ValueFormat): number {
  if (format.decimals !== undefined) return format.decimals
  const scale = shownScale(format)
  const full = decimalsOfFullCount[format.unit]
  const decimals = decimalsFor(estimate.low * scale, estimate.high * scale, full)
  if (format.unit === 'count') return 0
  if (format.unit === 'money' || format.unit === 'money-each') return decimals > 0 ? 2 : 0
  return decimals
}

/** A value in its unit: +31, 84.1 %, €412, 12 days. @throws RangeError on NaN, or on money without a currency. */
export function formatValue(value: number, format: ValueFormat, style: NumberStyle = {}): string {
  const merged: NumberStyle = { decimals: format.decimals ?? 0, ...style }
  switch (format.unit) {
    case 'points':
      return formatPoints(value, merged)
    case 'share':
      return formatPercent(value, merged)
    case 'money':
    case 'money-each':
      if (format.currency === undefined)
        throw new RangeError('money needs a currency to be written')
      return formatMoney(value, format.currency, merged)
    case 'days':
      return formatDays(value, merged)
    case 'score':
    case 'count':
      return formatCount(value, merged)
  }
}

/** A number that a person set (a target): as many digits as it has, two at most. */
export function formatGoal(value: number, format: ValueFormat): string {
  const shown = Math.abs(value * shownScale(format))
  const digits = [0, 1, 2].find((each) => Math.abs(shown - Number(shown.toFixed(each))) < 1e-9) ?? 2
  const money = format.unit === 'money' || format.unit === 'money-each'
  return formatValue(value, format, { decimals: money && digits > 0 ? 2 : digits })
}

/** What stands where a number is withheld to protect those who answered: a mark and a word. */
export const withheldWords = '⊘ withheld'

/** Thin data in words: `5 answers, 30 needed`, or that the number is withheld. @param counted what n counts, in the plural. */
export function formatTooFew(measured: Insufficient, counted = ''): string {
  if (isSuppressed(measured)) return withheldWords
  const noun = counted === '' ? '' : ` ${measured.n === 1 ? counted.replace(/s$/, '') : counted}`
  return `${formatCount(measured.n)}${noun}, ${formatCount(measured.minimum)} needed`
}

/** How many were counted; a dash where that is withheld. */
export function formatSize(measured: Measured): string {
  return isSuppressed(measured) ? '–' : formatCount(measured.n)
}

/** The value of a measured number, or what is missing. */
export function formatMeasured(measured: Measured, format: ValueFormat, counted = ''): string {
  return measured.kind === 'estimate'
    ? formatValue(measured.value, format, { decimals: decimalsOf(measured, format) })
    : formatTooFew(measured, counted)
}

/** The interval without its unit, which stands beside the value: `28.1 to 34.1`, `full count`, or `too few`. */
export function formatRange(measured: Measured, format: ValueFormat): string {
  if (measured.kind === 'insufficient') return isSuppressed(measured) ? 'withheld' : 'too few'
  if (measured.complete === true) return 'full count'
  const decimals = decimalsOf(measured, format)
  const scale = shownScale(format)
  const [low, high] = [measured.low, measured.high].map((bound) =>
    formatCount(bound * scale, { decimals }),
  )
  return `${low!} to ${high!}`
}

/** Value, level, interval and n in one line, for tooltips and descriptions. */
export function describeMeasured(measured: Measured, format: ValueFormat): string {
  if (isSuppressed(measured)) return withheldWords
  if (measured.kind === 'insufficient') return `too few: ${formatTooFew(measured)}`
  const value = formatMeasured(measured, format)
  const n = `n ${formatCount(measured.n)}`
  if (measured.complete === true) return `${value}, full count, ${n}`
  const level = formatGoal(measured.level, { unit: 'share' })
  return `${value}, ${level}: ${formatRange(measured, format)}, ${n}`
}

/** The size of a difference without its sign, which the verdict's mark shows: 9.8, €6. Shares in points. */
export function formatDifference(
  difference: number,
  format: ValueFormat,
  decimals: number,
): string {
  const style: NumberStyle = { decimals, sign: 'never' }
  if (format.unit === 'share') return formatCount(difference * 100, style)
  if (format.unit === 'points' || format.unit === 'score') return formatCount(difference, style)
  return formatValue(difference, format, style)
}
