import { element, group, roundCoordinate, type SvgNode } from '../svg/node.ts'
import { label, textWidth } from '../svg/text.ts'
import type { ChartTheme } from '../theme/theme.ts'
import { boxHeight, nameArea, type ArrowVerdict, type Box, type MapArrow } from './place-boxes.ts'

const marks: Readonly<Record<ArrowVerdict, string>> = {
  supported: '✓',
  refuted: '✕',
  open: '◇',
  untested: '◌',
}

/** px: half the height of the mark at an arrow. */
const markHalf = 9

interface Ends {
  x1: number
  y1: number
  x2: number
  y2: number
  bend: number
}

/** Where an arrow leaves and lands: arrows at one side of a box share it evenly. */
function endsOf(
  arrow: MapArrow,
  arrows: readonly MapArrow[],
  boxes: ReadonlyMap<string, Box>,
): Ends {
  const from = boxes.get(arrow.from)!
  const to = boxes.get(arrow.to)!
  const level = from.node.row === to.node.row
  const upward = from.node.row > to.node.row
  const fromTop = !level && upward
  const toTop = !level && !upward
  const y1 = fromTop ? from.y : from.y + boxHeight
  const y2 = toTop ? to.y - 1 : to.y + boxHeight + 1
  const bend = level ? 34 : (y2 - y1) / 2
  return {
    x1: portOf(arrow, from, fromTop, arrows, boxes),
    y1,
    x2: portOf(arrow, to, toTop, arrows, boxes),
    y2,
    bend,
  }
}

function portOf(
  arrow: MapArrow,
  box: Box,
  top: boolean,
  arrows: readonly MapArrow[],
  boxes: ReadonlyMap<string, Box>,
): number {
  const here = arrows
    .flatMap((one) => {
      if (one.from !== box.node.id && one.to !== box.node.id) return []
      const other = boxes.get(one.from === box.node.id ? one.to : one.from)!
      const usesTop = other.node.row < box.node.row
      return usesTop === top ? [{ one, x: other.x + other.width / 2 }] : []
    })
    .sort((a, b) => a.x - b.x)
  const place = here.findIndex(({ one }) => one === arrow)
  return box.x + (box.width * (place + 1)) / (here.length + 1)
}

function inkOfVerdict(verdict: ArrowVerdict, theme: ChartTheme): string {
  if (verdict === 'supported') return theme.better
  return verdict === 'refuted' ? theme.worse : theme.noise
}

const dashes: Readonly<Record<ArrowVerdict, string | undefined>> = {
  supported: undefined,
  refuted: '6 4',
  open: undefined,
  untested: '1.5 3',
}

/** The curve of an arrow: start, two handles, end before the tip. */
interface Curve {
  x: readonly [number, number, number, number]
  y: readonly [number, number, number, number]
  /** 1 when the tip points up. */
  tip: 1 | -1
}

function curveOf({ x1, y1, x2, y2, bend }: Ends, level: boolean): Curve {
  const tip = level || y2 < y1 ? 1 : -1
  const near = y2 + tip * 7
  return {
    x: [x1, x1, x2, x2],
    y: [y1, y1 + bend, level ? near + bend : near - bend, near],
    tip,
  }
}

function pointAt([a, b, c, d]: Curve['x'], t: number): number {
  const u = 1 - t
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
}

const isLevel = ({ from, to }: MapArrow, boxes: ReadonlyMap<string, Box>): boolean =>
  boxes.get(from)!.node.row === boxes.get(to)!.node.row

/** The line of an arrow and its tip. */
export function drawArrow(
  arrow: MapArrow,
  arrows: readonly MapArrow[],
  boxes: ReadonlyMap<string, Box>,
  theme: ChartTheme,
): SvgNode {
  const ends = endsOf(arrow, arrows, boxes)
  const { x, y, tip } = curveOf(ends, isLevel(arrow, boxes))
  const ink = inkOfVerdict(arrow.verdict, theme)
  const at = (left: number, top: number): string =>
    `${roundCoordinate(left)},${roundCoordinate(top)}`
  const { x2, y2 } = ends
  return group({}, [
    element('path', {
      d: `M${at(x[0], y[0])}C${at(x[1], y[1])} ${at(x[2], y[2])} ${at(x[3], y[3])}`,
      fill: 'none',
      stroke: ink,
      'stroke-width': arrow.verdict === 'supported' ? 2.25 : 1.4,
      'stroke-dasharray': dashes[arrow.verdict],
    }),
    element('path', {
      d: `M${at(x2, y2)}L${at(x2 - 4.5, y2 + tip * 8)}L${at(x2 + 4.5, y2 + tip * 8)}Z`,
      fill: ink,
    }),
  ])
}

/** Whether a mark of this half width would cover the name of a row. */
function hidesName(
  { x, y }: { x: number; y: number },
  half: number,
  rows: readonly string[],
): boolean {
  return rows.some((name, row) => {
    const area = nameArea(name, row)
    const isBeside = y + markHalf <= area.y || y - markHalf >= area.y + area.height
    return !isBeside && x - half < area.width
  })
}

/** The verdict at the arrow: a mark, and the grade of what it stands on. */
export function drawMark(
  arrow: MapArrow,
  arrows: readonly MapArrow[],
  boxes: ReadonlyMap<string, Box>,
  { theme, rows }: { theme: ChartTheme; rows: readonly string[] },
): SvgNode {
  const level = isLevel(arrow, boxes)
  const curve = curveOf(endsOf(arrow, arrows, boxes), level)
  const span = Math.abs(boxes.get(arrow.from)!.node.row - boxes.get(arrow.to)!.node.row)
  const text =
    arrow.grade === null ? marks[arrow.verdict] : `${marks[arrow.verdict]} ${arrow.grade}`
  const half = textWidth(text, 11, 600) / 2 + 5
  // Near its start an arrow crosses few others; one over several rows passes behind boxes later.
  const places = (level ? [0.5] : span > 1 ? [0.14] : [0.3, 0.5, 0.65]).map((t) => ({
    x: pointAt(curve.x, t),
    y: pointAt(curve.y, t),
  }))
  const { x, y } = places.find((place) => !hidesName(place, half, rows)) ?? places[0]!
  return group({}, [
    element('title', {}, [arrow.words]),
    element('rect', {
      x: x - half,
      y: y - markHalf,
      width: half * 2,
      height: 2 * markHalf,
      rx: markHalf,
      fill: theme.paper,
    }),
    label(x, y, text, theme, {
      size: 11,
      weight: 600,
      anchor: 'middle',
      fill:
        arrow.verdict === 'open' || arrow.verdict === 'untested'
          ? theme.muted
          : inkOfVerdict(arrow.verdict, theme),
    }),
  ])
}
