import type { Estimate, Measured } from '@fealty/core'
import { area, line } from 'd3-shape'
import type { Tone } from '../format/verdict.ts'
import { element, type SvgNode } from '../svg/node.ts'
import type { ChartTheme } from '../theme/theme.ts'
import type { ValueScale } from './value-scale.ts'

/** A measured value with its place across the chart, in px. */
export interface PlacedPoint {
  x: number
  measured: Measured
}

interface PlacedEstimate {
  x: number
  measured: Estimate
}

/** The colour of a line or a dot. */
export function inkOf(tone: Tone, theme: ChartTheme): string {
  return tone === 'neutral' ? theme.accent : theme[tone]
}

/** Stretches of neighbouring estimates; thin data parts them, so no line is drawn across what is not known. */
function runsOf(points: readonly PlacedPoint[]): PlacedEstimate[][] {
  const runs: PlacedEstimate[][] = []
  let open = false
  for (const { x, measured } of points) {
    if (measured.kind === 'estimate') {
      if (!open) runs.push([])
      runs.at(-1)!.push({ x, measured })
    }
    open = measured.kind === 'estimate'
  }
  return runs
}

function bandOf(run: readonly PlacedEstimate[], y: ValueScale, theme: ChartTheme): SvgNode {
  const alone = run.length === 1 ? run[0]! : undefined
  if (alone) {
    const top = y(alone.measured.high)
    const height = Math.max(0, y(alone.measured.low) - top)
    return element('rect', { x: alone.x - 2.5, y: top, width: 5, height, rx: 2.5, fill: theme.bar })
  }
  const shape = area<PlacedEstimate>(
    (point) => point.x,
    (point) => y(point.measured.low),
    (point) => y(point.measured.high),
  ).digits(2)
  return element('path', { d: shape(run)!, fill: theme.band })
}

function strokeOf(
  run: readonly PlacedEstimate[],
  y: ValueScale,
  colour: string,
  width: number,
): SvgNode | undefined {
  if (run.length < 2) return undefined
  const shape = line<PlacedEstimate>(
    (point) => point.x,
    (point) => y(point.measured.value),
  ).digits(2)
  return element('path', {
    d: shape(run)!,
    fill: 'none',
    stroke: colour,
    'stroke-width': width,
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
  })
}

export interface IntervalLineStyle {
  theme: ChartTheme
  /** Stroke in px; default 2. */
  width?: number
  /** From this x on, the line bears the tone of a real change. */
  toned?: { fromX: number; tone: Tone }
}

/** A line in its band, parted at thin data, and a dot for each value that stands alone. */
export function intervalLine(
  points: readonly PlacedPoint[],
  y: ValueScale,
  style: IntervalLineStyle,
): { bands: SvgNode[]; lines: SvgNode[] } {
  const { theme, width = 2, toned } = style
  const runs = runsOf(points)
  const fromX = toned?.fromX ?? Infinity
  const tonedInk = inkOf(toned?.tone ?? 'neutral', theme)
  const lines = runs.flatMap((run) => {
    const before = run.filter((point) => point.x <= fromX)
    const after = run.filter((point) => point.x >= fromX)
    const alone = run.length === 1 ? run[0]! : undefined
    return [
      strokeOf(before, y, theme.accent, width),
      strokeOf(after, y, tonedInk, width),
      alone &&
        dot(
          alone.x,
          y(alone.measured.value),
          alone.x >= fromX ? tonedInk : theme.accent,
          width + 0.5,
        ),
    ]
  })
  return {
    bands: runs.map((run) => bandOf(run, y, theme)),
    lines: lines.filter((node) => node !== undefined),
  }
}

/** A filled dot. */
export function dot(x: number, y: number, colour: string, radius: number): SvgNode {
  return element('circle', { cx: x, cy: y, r: radius, fill: colour })
}

/** The last point, when it is an estimate: only then does a line have an end to mark. */
export function endOf(points: readonly PlacedPoint[]): PlacedEstimate | undefined {
  const last = points.at(-1)
  return last?.measured.kind === 'estimate' ? { x: last.x, measured: last.measured } : undefined
}
