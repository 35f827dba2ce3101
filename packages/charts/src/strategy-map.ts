import { checkSize, chartRoot, emptyNote, type ChartOptions, type ChartTable } from './svg/frame.ts'
import { element, group, roundCoordinate, type SvgNode } from './svg/node.ts'
import { fitText, label, textWidth } from './svg/text.ts'
import type { ChartTheme } from './theme/theme.ts'

/** What the data say of an arrow. */
export type ArrowVerdict = 'supported' | 'refuted' | 'open' | 'untested'

export interface MapNode {
  id: string
  /** Place in `rows`: 0 is drawn at the top. */
  row: number
  title: string
  /** One small line: the measure and where it stands. */
  note: string
}

export interface MapArrow {
  from: string
  to: string
  verdict: ArrowVerdict
  /** B or C beside the mark; none where nothing was tested. */
  grade: string | null
  /** What is read out and shown at the arrow. */
  words: string
}

export interface StrategyMapOptions extends ChartOptions {
  /** px, at least 300. */
  width: number
  /** Names of the rows, top first. */
  rows: readonly string[]
}

interface Box {
  node: MapNode
  x: number
  y: number
  width: number
}

const rowHeight = 136
const boxHeight = 62
const gap = 14
const labelHeight = 24
const marks: Readonly<Record<ArrowVerdict, string>> = {
  supported: '✓',
  refuted: '✕',
  open: '◇',
  untested: '◌',
}

/**
 * Objectives in rows, and the arrows that are believed between them: drawn full where the data support
 * them, broken with a cross where they speak against them, thin where nothing can be said.
 * @throws RangeError on a width too small
 */
export function strategyMap(
  nodes: readonly MapNode[],
  arrows: readonly MapArrow[],
  options: StrategyMapOptions,
): SvgNode {
  const width = checkSize('width', options.width, 300)
  const height = options.rows.length * rowHeight + 8
  const { theme } = options
  if (nodes.length === 0) {
    return chartRoot(options, { width, height: 120 }, 'No objectives yet.', [
      emptyNote({ width, height: 120 }, 'No objectives yet', theme),
    ])
  }
  const boxes = placeBoxes(nodes, options.rows.length, width)
  const known = arrows.filter(({ from, to }) => boxes.has(from) && boxes.has(to))
  return chartRoot(options, { width, height }, describeMap(nodes, known), [
    ...options.rows.map((name, row) => rowLabel(name, row, width, theme)),
    ...known.map((arrow) => drawArrow(arrow, known, boxes, theme)),
    ...[...boxes.values()].map((box) => drawBox(box, theme)),
    ...known.map((arrow) => drawMark(arrow, known, boxes, theme)),
  ])
}

function placeBoxes(
  nodes: readonly MapNode[],
  rows: number,
  width: number,
): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>()
  for (let row = 0; row < rows; row += 1) {
    const own = nodes.filter((node) => node.row === row)
    const room = (width - gap * (own.length - 1)) / Math.max(1, own.length)
    const boxWidth = Math.min(250, room)
    const free = width - boxWidth * own.length - gap * (own.length - 1)
    own.forEach((node, at) => {
      const x = free / 2 + at * (boxWidth + gap)
      boxes.set(node.id, { node, x, y: row * rowHeight + labelHeight, width: boxWidth })
    })
  }
  return boxes
}

function rowLabel(name: string, row: number, width: number, theme: ChartTheme): SvgNode {
  const y = row * rowHeight + 0.5
  return group({}, [
    element('line', { x1: 0, y1: y, x2: width, y2: y, stroke: theme.hairline }),
    label(0, y + 12, name, theme, { size: 11 }),
  ])
}

function drawBox({ node, x, y, width }: Box, theme: ChartTheme): SvgNode {
  const room = width - 20
  const lines = wrapTwo(node.title, 13, room)
  const first = node.note === '' ? y + boxHeight / 2 - (lines.length - 1) * 8 : y + 16
  return group({}, [
    element('title', {}, [node.note === '' ? node.title : `${node.title}: ${node.note}`]),
    element('rect', {
      x: x + 0.5,
      y: y + 0.5,
      width: width - 1,
      height: boxHeight - 1,
      rx: 4,
      fill: theme.surface,
      stroke: theme.hairline,
    }),
    ...lines.map((line, at) =>
      label(x + 10, first + at * 15, line, theme, { size: 13, weight: 600, fill: theme.ink }),
    ),
    node.note === ''
      ? undefined
      : label(x + 10, y + boxHeight - 13, fitText(node.note, 11, room), theme, { size: 11 }),
  ])
}

/** The text on at most two lines; what does not fit ends in an ellipsis. */
function wrapTwo(text: string, size: number, room: number): string[] {
  if (textWidth(text, size, 600) <= room) return [text]
  const words = text.split(' ')
  let first = words[0]!
  let at = 1
  while (at < words.length && textWidth(`${first} ${words[at]!}`, size, 600) <= room) {
    first = `${first} ${words[at]!}`
    at += 1
  }
  const rest = words.slice(at).join(' ')
  return rest === ''
    ? [fitText(first, size, room)]
    : [fitText(first, size, room), fitText(rest, size, room - 4)]
}

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

function drawArrow(
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

/** The verdict at the arrow: a mark, and the grade of what it stands on. */
function drawMark(
  arrow: MapArrow,
  arrows: readonly MapArrow[],
  boxes: ReadonlyMap<string, Box>,
  theme: ChartTheme,
): SvgNode {
  const level = isLevel(arrow, boxes)
  const curve = curveOf(endsOf(arrow, arrows, boxes), level)
  const rows = Math.abs(boxes.get(arrow.from)!.node.row - boxes.get(arrow.to)!.node.row)
  // Near its start an arrow crosses few others; one over several rows passes behind boxes later.
  const t = level ? 0.5 : rows > 1 ? 0.14 : 0.3
  const x = pointAt(curve.x, t)
  const y = pointAt(curve.y, t)
  const text =
    arrow.grade === null ? marks[arrow.verdict] : `${marks[arrow.verdict]} ${arrow.grade}`
  const half = textWidth(text, 11, 600) / 2 + 5
  return group({}, [
    element('title', {}, [arrow.words]),
    element('rect', {
      x: x - half,
      y: y - 9,
      width: half * 2,
      height: 18,
      rx: 9,
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

function describeMap(nodes: readonly MapNode[], arrows: readonly MapArrow[]): string {
  const of = (verdict: ArrowVerdict): number =>
    arrows.filter((arrow) => arrow.verdict === verdict).length
  return `${nodes.length} objectives and ${arrows.length} arrows: ${of('supported')} supported, ${of('refuted')} refuted, ${of('open')} open, ${of('untested')} untested.`
}

/** The table twin: one row per arrow. */
export function strategyMapTable(
  nodes: readonly MapNode[],
  arrows: readonly MapArrow[],
  { title }: Pick<StrategyMapOptions, 'title'>,
): ChartTable {
  const nameOf = (id: string): string => nodes.find((node) => node.id === id)?.title ?? id
  return {
    caption: title,
    header: ['From', 'To', 'Verdict', 'Grade', 'What was found'],
    rows: arrows.map(({ from, to, verdict, grade, words }) => [
      nameOf(from),
      nameOf(to),
      verdict,
      grade ?? '',
      words,
    ]),
  }
}
