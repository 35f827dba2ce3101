import type { ChartTheme, Paint, RampName } from './theme.ts'

/**
 * The paint of a table cell whose strength shows a share: a retention triangle, an RFM grid.
 * @param share amount relative to the strongest cell, in [0, 1]; values outside are taken to the nearer end.
 * @param ramp `accent` for an amount (default), `better` or `worse` for a move.
 * @throws RangeError when the share is NaN.
 */
export function rampColour(share: number, theme: ChartTheme, ramp: RampName = 'accent'): Paint {
  if (Number.isNaN(share)) throw new RangeError('share must be a number, got NaN')
  const steps = theme.ramps[ramp]
  const step = Math.round(Math.min(1, Math.max(0, share)) * (steps.length - 1))
  return steps[step]!
}

/**
 * The paint of a cell of a migration matrix: who moved up is blue, who moved down orange-brown, who
 * stayed neutral; the share of the row is the strength.
 * @param move band now minus band before, in steps of the value order; positive is better.
 */
export function migrationColour(move: number, share: number, theme: ChartTheme): Paint {
  if (move === 0) return rampColour(share * 0.4, theme)
  return rampColour(share, theme, move > 0 ? 'better' : 'worse')
}
