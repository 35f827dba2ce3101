import {
  checkSize,
  chartRoot,
  emptyNote,
  type ChartOptions,
  type ChartTable,
} from '../svg/frame.ts'
import { element, group, type SvgNode } from '../svg/node.ts'
import { fitText, label, textWidth } from '../svg/text.ts'
import type { ChartTheme } from '../theme/theme.ts'
import { drawArrow, drawMark } from './draw-arrows.ts'
import {
  boxHeight,
  nameArea,
  placeBoxes,
  rowHeight,
  type ArrowVerdict,
  type Box,
  type MapArrow,
  type MapNode,
} from './place-boxes.ts'

export interface StrategyMapOptions extends ChartOptions {
  /** px, at least 300. */
  width: number
  /** Names of the rows, top first. */
  rows: readonly string[]
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
    ...options.rows.map((_, row) => rowLine(row, width, theme)),
    ...known.map((arrow) => drawArrow(arrow, known, boxes, theme)),
    ...options.rows.map((name, row) => rowLabel(name, row, theme)),
    ...[...boxes.values()].map((box) => drawBox(box, theme)),
    ...known.map((arrow) => drawMark(arrow, known, boxes, { theme, rows: options.rows })),
  ])
}

function rowLine(row: number, width: number, theme: ChartTheme): SvgNode {
  const y = row * rowHeight + 0.5
  return element('line', { x1: 0, y1: y, x2: width, y2: y, stroke: theme.hairline })
}

/** The name of a row on paper of its own: an arrow goes on behind it. */
function rowLabel(name: string, row: number, theme: ChartTheme): SvgNode {
  const { y, width, height } = nameArea(name, row)
  return group({}, [
    element('rect', { x: 0, y, width, height, fill: theme.paper }),
    label(0, row * rowHeight + 12.5, name, theme, { size: 11 }),
  ])
}

/** px; a box that is not as wide has smaller letters. */
const narrow = 140

/** The whole note where it fits, else its first part: the value goes before the name of the measure. */
function fitNote(note: string, room: number): string {
  const [value = note] = note.split(' · ')
  return fitText(textWidth(note, 11) <= room ? note : value, 11, room)
}

function drawBox({ node, x, y, width }: Box, theme: ChartTheme): SvgNode {
  const { size, pad } = width < narrow ? { size: 12, pad: 7 } : { size: 13, pad: 10 }
  const room = width - 2 * pad
  const lines = wrapTwo(node.title, size, room)
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
      label(x + pad, first + at * 15, line, theme, { size, weight: 600, fill: theme.ink }),
    ),
    node.note === ''
      ? undefined
      : label(x + pad, y + boxHeight - 13, fitNote(node.note, room), theme, { size: 11 }),
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
