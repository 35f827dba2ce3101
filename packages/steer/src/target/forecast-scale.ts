import type { Estimate, MetricUnit } from '@fealty/core'

/**
 * The scale on which a measure is forecast. A share is forecast as log odds and money as its
 * logarithm, so that no forecast leaves what the measure can be. Both are monotone: the chance of a
 * goal is the chance of the scaled goal, and the bounds of an interval are turned back one by one.
 */
export interface ForecastScale {
  name: 'plain' | 'log odds' | 'logarithm'
  /** NaN where the value has no place on the scale. */
  to: (value: number) => number
  from: (scaled: number) => number
  /** How a standard error at a value reads on the scale (delta method). */
  error: (value: number, se: number) => number
}

const plainScale: ForecastScale = {
  name: 'plain',
  to: (value) => value,
  from: (scaled) => scaled,
  error: (_, se) => se,
}

const logOdds: ForecastScale = {
  name: 'log odds',
  to: (value) => Math.log(value / (1 - value)),
  from: (scaled) => 1 / (1 + Math.exp(-scaled)),
  error: (value, se) => se / (value * (1 - value)),
}

const logarithm: ForecastScale = {
  name: 'logarithm',
  to: (value) => Math.log(value),
  from: Math.exp,
  error: (value, se) => se / value,
}

/** The scale that fits a unit and the values there are; plain wherever a value lies on an edge. */
export function chooseScale(unit: MetricUnit, estimates: readonly Estimate[]): ForecastScale {
  const isAbove0 = estimates.every(({ value }) => value > 0)
  if (unit === 'points' || unit === 'score' || !isAbove0) return plainScale
  if (unit === 'share') {
    return estimates.every(({ value }) => value < 1) ? logOdds : plainScale
  }
  return logarithm
}

/** A goal on the scale; one beyond its edge is infinitely far away. */
export function scaleGoal(scale: ForecastScale, goal: number): number {
  if (scale.name === 'plain') return goal
  if (goal <= 0) return -Infinity
  if (scale.name === 'log odds' && goal >= 1) return Infinity
  return scale.to(goal)
}
