import { isSuppressed, type Measured, type MetricUnit } from '@fealty/core'

const digits: Record<MetricUnit, number> = {
  points: 1,
  share: 1,
  money: 2,
  'money-each': 2,
  score: 2,
  days: 1,
  count: 0,
}

/** A number in the unit of its metric, as people write it. */
export function showNumber(value: number, unit: MetricUnit): string {
  const places = { minimumFractionDigits: digits[unit], maximumFractionDigits: digits[unit] }
  if (unit === 'share') return `${(value * 100).toLocaleString('en', places)} %`
  const text = value.toLocaleString('en', places)
  return unit === 'points' && value > 0 ? `+${text}` : text
}

/** Value, interval and count of a measured number: thin data says what is missing, and a withheld number has no count. */
export function showMeasured(
  measured: Measured,
  unit: MetricUnit,
): [string, string, number | null] {
  if (measured.kind === 'insufficient') {
    if (isSuppressed(measured)) return ['withheld', measured.why, null]
    return ['too few', `${measured.why} (${measured.n} of ${measured.minimum})`, measured.n]
  }
  const { value, low, high, level, complete, n } = measured
  const interval =
    complete === true
      ? 'full count'
      : `${showNumber(low, unit)} to ${showNumber(high, unit)} (${Math.round(level * 1000) / 10} %)`
  return [showNumber(value, unit), interval, n]
}
