import type { Measured } from '@fealty/core'
import type { MetricInfo } from '@fealty/measure'
import type { ExperimentEffect } from './contract.ts'

type Found = Pick<ExperimentEffect, 'name' | 'metric' | 'grade' | 'verdict' | 'effect' | 'state'>

/** What was found, in one sentence: how much, how sure, and what it may claim. */
export function writeEffect({ name, metric, grade, verdict, effect, state }: Found): string {
  const what = metric.title
  if (grade === 'D' && effect.kind === 'insufficient') return `${name}: asserted, not measured.`
  if (state === 'planned') return `${name} has not begun.`
  if (effect.kind === 'insufficient') return `${name}: too few to tell what it did to ${what}.`
  const range = `${writeAmount(effect.low, metric)} to ${writeAmount(effect.high, metric)}`
  const still = state === 'running' ? ' so far' : ''
  if (verdict === 'noise') return `${name}: no effect on ${what} beyond noise${still} (${range}).`
  const direction = effect.value > 0 ? 'up' : 'down'
  const size = writeSize(effect, metric)
  const claim = grade === 'C' ? ' after it, with nothing to say that it is the cause' : ''
  return `${name}: ${what} ${direction} ${size}${still} (${range})${claim}.`
}

/** What the size of an effect is counted in, where the metric's name does not say it. */
const sizeWords: Partial<Record<MetricInfo['unit'], string>> = {
  share: ' points',
  points: ' points',
  money: ' per customer',
  count: ' per customer',
}

function writeSize(effect: Measured & { kind: 'estimate' }, metric: MetricInfo): string {
  const words = sizeWords[metric.unit] ?? ''
  return `${writeAmount(Math.abs(effect.value), metric, false)}${words}`
}

/** A difference as a person reads it: shares in percentage points, money and scores as they are. */
export function writeAmount(
  value: number,
  { unit }: Pick<MetricInfo, 'unit'>,
  signed = true,
): string {
  const scaled = unit === 'share' ? value * 100 : value
  const size = Math.abs(scaled)
  const decimals = size >= 100 ? 0 : size >= 0.1 ? 1 : 2
  const text = size.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  if (!signed || Number(size.toFixed(decimals)) === 0) return text
  return scaled < 0 ? `−${text}` : `+${text}`
}
