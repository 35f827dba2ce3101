import { lightTheme } from '@fealty/charts'
import type { FigureShape } from '../deck/deck.ts'
import type { PackUnit, ReviewPack } from '../review-pack/contract.ts'

/** The theme's colours of a tone, on light paper: slides and print are light. */
export const toneColours = {
  neutral: lightTheme.ink,
  better: lightTheme.better,
  worse: lightTheme.worse,
} as const

const bars = {
  neutral: lightTheme.bar,
  better: lightTheme.barBetter,
  worse: lightTheme.barWorse,
} as const
const dots = { ...toneColours, neutral: lightTheme.accent }

interface Place {
  x: number
  /** Middle of the row. */
  y: number
  width: number
}

/** A circle around a point. */
function circle(
  name: string,
  { x, y, radius }: { x: number; y: number; radius: number },
  look: Pick<FigureShape, 'fill' | 'line' | 'weight'>,
): FigureShape {
  const size = 2 * radius
  return { kind: 'ellipse', name, x: x - radius, y: y - radius, width: size, height: size, ...look }
}

/** A straight line, level or upright. */
function straight(
  name: string,
  box: Pick<FigureShape, 'x' | 'y' | 'width' | 'height'>,
  look: Pick<FigureShape, 'line' | 'weight'>,
): FigureShape {
  return { kind: 'line', name, ...box, ...look }
}

/**
 * One unit's interval as shapes: a dot on a soft bar, an open dot for the period before, a thin tick
 * for the target. The same drawing as on the page, for slides (native shapes) and print (vectors).
 */
export function stripFigures(
  unit: PackUnit,
  { domain: [low, high] }: Pick<ReviewPack, 'domain'>,
  { x, y, width }: Place,
): FigureShape[] {
  const span = high > low ? high - low : 1
  const at = (value: number): number =>
    x + 4 + Math.min(1, Math.max(0, (value - low) / span)) * (width - 8)
  const name = (what: string): string => `${unit.name}: ${what}`
  const { score, before, target, verdict } = unit
  const { hairline, ink, noise } = lightTheme
  const figures = [
    straight(name('axis'), { x, y, width, height: 0 }, { line: hairline, weight: 0.75 }),
  ]
  if (score.kind === 'estimate') {
    figures.push({
      kind: 'rounded',
      name: name('interval'),
      x: at(score.low),
      y: y - 2.25,
      width: Math.max(1, at(score.high) - at(score.low)),
      height: 4.5,
      fill: bars[verdict.tone],
    })
  }
  if (target.value !== null) {
    const box = { x: at(target.value), y: y - 7, width: 0, height: 14 }
    figures.push(straight(name('target'), box, { line: ink, weight: 1 }))
  }
  if (before.kind === 'estimate') {
    const place = { x: at(before.value), y, radius: 2.75 }
    figures.push(circle(name('before'), place, { line: noise, weight: 1 }))
  }
  if (score.kind === 'estimate') {
    const place = { x: at(score.value), y, radius: 3 }
    figures.push(circle(name('now'), place, { fill: dots[verdict.tone] }))
  }
  return figures
}
