import type { ValueFormat } from '@fealty/charts'
import type { Change, Measured } from '@fealty/core'
import type { MetricInfo } from '../api/contracts.ts'
import { formatOf } from '../measure/metric-format.ts'

/** An effect ready to be written: a difference of shares is points, never a percentage of something. */
export function asEffect(
  measured: Measured,
  metric: Pick<MetricInfo, 'unit'>,
  currency: string,
): { measured: Measured; format: ValueFormat } {
  if (metric.unit !== 'share') return { measured, format: formatOf(metric, currency) }
  const format: ValueFormat = { unit: 'points' }
  if (measured.kind === 'insufficient') return { measured, format }
  const { value, low, high } = measured
  return { measured: { ...measured, value: 100 * value, low: 100 * low, high: 100 * high }, format }
}

/** The effect as a judged change, for the mark beside it. */
export function asChange(measured: Measured, verdict: Change['verdict']): Change {
  if (measured.kind === 'insufficient') return { verdict: 'too few' }
  return { verdict, difference: measured.value, low: measured.low, high: measured.high }
}
