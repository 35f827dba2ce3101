import type { Measured } from '@fealty/core'
import { extent, ticks, tickStep } from 'd3-array'
import { formatValue, type ValueFormat } from '../format/measured.ts'
import { textWidth } from '../svg/text.ts'

/** From a value to its place in px; never outside the frame it was made for. */
export type ValueScale = (value: number) => number
export type Domain = readonly [number, number]

/** Wide enough that ticks and their digits make sense; narrower is the rounding of floating-point numbers. */
function isWide(low: number, high: number): boolean {
  return high - low > Math.max(1e-12, 1e-9 * Math.max(Math.abs(low), Math.abs(high)))
}

/** @throws RangeError when a bound is not finite, or the domain has no width beyond rounding. */
export function checkDomain(domain: Domain): Domain {
  const [low, high] = domain
  if (!Number.isFinite(low) || !Number.isFinite(high) || !isWide(low, high)) {
    throw new RangeError(`domain must be two finite numbers apart, got ${low} and ${high}`)
  }
  return domain
}

/** @throws RangeError when the value is not finite, or a bound of its interval is NaN (±∞ is allowed). */
export function checkMeasured(measured: Measured): Measured {
  if (measured.kind === 'insufficient') return measured
  if (!Number.isFinite(measured.value)) {
    throw new RangeError(`a measured value must be finite, got ${measured.value}`)
  }
  if (Number.isNaN(measured.low) || Number.isNaN(measured.high)) {
    throw new RangeError('the interval of a measured value must not have NaN as a bound')
  }
  return measured
}

/**
 * The smallest domain that holds every interval and the extra values (a target, an earlier value).
 * Bounds at infinity do not stretch it. Without any value it is [0, 1]; a single value gets room.
 */
export function domainOf(measured: readonly Measured[], extra: readonly number[] = []): Domain {
  const numbers = measured.flatMap((each) => {
    checkMeasured(each)
    return each.kind === 'estimate' ? [each.value, each.low, each.high] : []
  })
  const [low, high] = extent([...numbers, ...extra].filter(Number.isFinite))
  if (low === undefined) return [0, 1]
  if (isWide(low, high)) return [low, high]
  const room = Math.abs(low) < 1e-9 ? 1 : Math.abs(low) * 0.1
  return [low - room, high + room]
}

/** The domain widened to the next ticks of about `count`; less greedy than d3's `nice`, which repeats it. */
export function widenToTicks(low: number, high: number, count: number): Domain {
  const step = tickStep(low, high, count)
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step]
}

/** A linear scale that never leaves its range: what lies outside the domain is drawn at the edge. */
export function clampedScale(domain: Domain, range: Domain): ValueScale {
  const [low, high] = checkDomain(domain)
  const [start, end] = range
  return (value) => start + Math.min(1, Math.max(0, (value - low) / (high - low))) * (end - start)
}

/** A position on an axis with its label. */
export interface ValueTick {
  value: number
  text: string
}

/** Round values inside the domain, at most about `count`, written with the digits their step needs. */
export function valueTicks(domain: Domain, count: number, format: ValueFormat): ValueTick[] {
  const values = ticks(domain[0], domain[1], count)
  if (values.length < 2)
    return values.map((value) => ({ value, text: formatTick(value, 0, format) }))
  const scale = format.unit === 'share' ? 100 : 1
  const step = (values[1]! - values[0]!) * scale
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return values.map((value) => ({ value, text: formatTick(value, decimals, format) }))
}

function formatTick(value: number, decimals: number, format: ValueFormat): string {
  const money = format.unit === 'money' || format.unit === 'money-each'
  const compact = (money || format.unit === 'count') && decimals === 0 && Math.abs(value) >= 10_000
  const unit = format.unit === 'days' ? 'count' : format.unit
  return formatValue(value, { ...format, unit }, { decimals, compact })
}

/** Width in px of the widest tick label. */
export function widestTick(ticksToWrite: readonly ValueTick[], size: number): number {
  return Math.max(0, ...ticksToWrite.map((tick) => textWidth(tick.text, size)))
}
