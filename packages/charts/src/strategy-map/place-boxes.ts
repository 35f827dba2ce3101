import { textWidth } from '../svg/text.ts'

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

/** Where the box of an objective is drawn. */
export interface Box {
  node: MapNode
  x: number
  y: number
  width: number
}

export const rowHeight = 136
export const boxHeight = 62
const gap = 14
const labelHeight = 24

/** Where the name of a row stands, at the left of the chart under its line. */
export function nameArea(name: string, row: number): { y: number; width: number; height: number } {
  return { y: row * rowHeight + 4, width: textWidth(name, 11) + 6, height: labelHeight - 7 }
}

/** One box for each objective, its row centred. */
export function placeBoxes(
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
