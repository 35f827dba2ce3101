import { normalCritical } from '../distribution/normal.ts'
import type { IntervalEstimate } from '../estimate/interval-estimate.ts'

/** Relative step of the central difference of the quantity in each log-parameter. */
const differenceStep = 1e-4

/** What the delta method needs of a fit. */
export interface FittedParameters<Parameter extends string> {
  parameters: Record<Parameter, number>
  covarianceLog: number[][]
  order: readonly Parameter[]
  customers: number
}

/** Scale on which the quantity is taken as normal, so that its interval stays where it belongs. */
export type DeltaScale = 'log' | 'logit' | 'identity'

/**
 * Interval of any quantity computed from fitted parameters, by the delta method on the full
 * covariance of the log-parameters. It says how well the average is known, not how customers differ.
 *
 * @param options.scale `log` for what is above 0 (default), `logit` for chances, `identity` else
 * @returns in the unit of the quantity; `n` is the number of customers behind the fit
 */
export function deltaInterval<Parameter extends string>(
  fit: FittedParameters<Parameter>,
  quantity: (parameters: Record<Parameter, number>) => number,
  { level = 0.95, scale = 'log' }: { level?: number; scale?: DeltaScale } = {},
): IntervalEstimate {
  const value = quantity(fit.parameters)
  const se = Math.sqrt(deltaVariance(fit, quantity))
  const z = normalCritical(level)
  const [low, high] = boundsOnScale(value, z * se, scale)
  return {
    kind: 'estimate',
    value,
    low,
    high,
    se,
    level,
    n: fit.customers,
    method: `delta method, ${scale} scale`,
  }
}

/** Variance of the quantity that the uncertainty of the parameters causes. */
export function deltaVariance<Parameter extends string>(
  fit: FittedParameters<Parameter>,
  quantity: (parameters: Record<Parameter, number>) => number,
): number {
  const slopes = fit.order.map((name) => {
    const moved = (by: number) =>
      quantity({ ...fit.parameters, [name]: fit.parameters[name] * Math.exp(by) })
    return (moved(differenceStep) - moved(-differenceStep)) / (2 * differenceStep)
  })
  let variance = 0
  slopes.forEach((left, i) =>
    slopes.forEach((right, j) => {
      variance += left * right * fit.covarianceLog[i]![j]!
    }),
  )
  return Math.max(0, variance)
}

function boundsOnScale(value: number, half: number, scale: DeltaScale): [number, number] {
  if (scale === 'log' && value > 0)
    return [value * Math.exp(-half / value), value * Math.exp(half / value)]
  if (scale === 'logit' && value > 0 && value < 1) {
    const spread = half / (value * (1 - value))
    const odds = Math.log(value / (1 - value))
    return [1 / (1 + Math.exp(-odds + spread)), 1 / (1 + Math.exp(-odds - spread))]
  }
  return [value - half, value + half]
}

/**
 * Interval of each parameter, normal on the log scale, hence never below zero and not symmetric.
 *
 * @returns by name; [0, Infinity] where the data do not tell the parameter
 */
export function parameterIntervals<Parameter extends string>(
  fit: FittedParameters<Parameter> & { standardErrors: Record<Parameter, number> },
  { level = 0.95 }: { level?: number } = {},
): Record<Parameter, { value: number; low: number; high: number; se: number }> {
  const z = normalCritical(level)
  const entries = fit.order.map((name, i) => {
    const value = fit.parameters[name]
    const se = fit.standardErrors[name]
    const factor = Number.isFinite(se)
      ? Math.exp(z * Math.sqrt(fit.covarianceLog[i]![i]!))
      : Infinity
    return [name, { value, low: value / factor, high: value * factor, se }] as const
  })
  return Object.fromEntries(entries) as ReturnType<typeof parameterIntervals<Parameter>>
}
