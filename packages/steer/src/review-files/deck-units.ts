import { textWidth } from '@fealty/charts'
import type { Paragraph, Shape, TableShape, TextShape } from '../deck/deck.ts'
import type { PackUnit, ReviewPack } from '../review-pack/contract.ts'
import { breakLines } from './pdf-text.ts'
import { stripFigures, toneColours } from './strip-figures.ts'
import {
  rightColumns,
  stripColumn,
  unitCells,
  unitHeads,
  writeBenchmark,
  type UnitCell,
} from './unit-cells.ts'

const muted = '6A665D'
/** Unit, score, strip, own history, others and benchmark, target, actions, effect: 880 points in all. */
const columns = [140, 88, 146, 112, 114, 96, 56, 128]
/** What lies beside the text of a cell, with a little for fonts that are wider than ours. */
const inset = 20
/** Rows of one slide with their head. */
const tableHeight = 348
const padding = 10

const lineHeight = (size: number): number => size * 1.25

/** A text as lines that fit; the program that shows it breaks no line of its own. */
function wrapLines(text: string, size: number, width: number, weight = 400): string[] {
  return breakLines(text, width, (part) => textWidth(part, size, weight))
}

interface Laid {
  paragraphs: Paragraph[]
  height: number
}

function layCell(cell: UnitCell, column: number): Laid {
  const align = cell.align ?? ('left' as const)
  const width = columns[column]! - inset
  const laid = cell.lines.flatMap(({ text, tone = 'neutral', bold = false }, index) => {
    const size = index === 0 ? 11 : 9
    const colour = index === 0 || tone !== 'neutral' ? toneColours[tone] : muted
    return wrapLines(text, size, width, bold ? 600 : 400).map((line) => ({
      size,
      paragraph: { runs: [{ text: line, size, bold, colour }], align },
    }))
  })
  return {
    paragraphs: laid.map(({ paragraph }) => paragraph),
    height: laid.reduce((sum, { size }) => sum + lineHeight(size), 0),
  }
}

function layHeads(pack: ReviewPack): Laid[] {
  return unitHeads(pack).map((text, column) => {
    const align = rightColumns.has(column) ? ('right' as const) : ('left' as const)
    const lines = wrapLines(text, 9, columns[column]! - inset)
    return {
      paragraphs: lines.map((line) => ({ runs: [{ text: line, size: 9, colour: muted }], align })),
      height: lines.length * lineHeight(9),
    }
  })
}

interface Row {
  unit: PackUnit
  cells: Laid[]
  height: number
}

const heightOf = (cells: readonly Laid[]): number =>
  Math.max(...cells.map(({ height }) => height)) + padding

/** Rows as they fit on slides; each slide has one at least. */
function fillSlides(rows: readonly Row[], room: number): Row[][] {
  const slides: Row[][] = []
  let left = 0
  for (const row of rows) {
    if (row.height > left || slides.length === 0) {
      slides.push([])
      left = room
    }
    slides.at(-1)!.push(row)
    left -= row.height
  }
  return slides.length === 0 ? [[]] : slides
}

/** The units as native tables with their strips, one list of shapes for each slide. */
export function unitTables(pack: ReviewPack, { x, y }: { x: number; y: number }): Shape[][] {
  const heads = layHeads(pack)
  const headHeight = heightOf(heads)
  const rows = pack.units.map((unit): Row => {
    const cells = unitCells(unit, pack).map(layCell)
    return { unit, cells, height: heightOf(cells) }
  })
  const stripX = x + columns.slice(0, stripColumn).reduce((sum, width) => sum + width, 0) + 6
  return fillSlides(rows, tableHeight - headHeight).map((shown) => {
    const heights = [headHeight, ...shown.map(({ height }) => height)]
    const table: TableShape = {
      kind: 'table',
      name: 'Units',
      x,
      y,
      width: columns.reduce((sum, width) => sum + width, 0),
      height: heights.reduce((sum, height) => sum + height, 0),
      columns,
      rows: [heads, ...shown.map(({ cells }) => cells)].map((cells) =>
        cells.map(({ paragraphs }) => paragraphs),
      ),
      heights,
    }
    let below = y + headHeight
    const strips = shown.flatMap(({ unit, height }) => {
      below += height
      const width = columns[stripColumn]! - 18
      return stripFigures(unit, pack, { x: stripX, y: below - height / 2, width })
    })
    return [table, ...strips, ...benchmarkNote(pack, { x, y: y + table.height + 4 })]
  })
}

/** What the benchmark is worth, in one line below the table. */
function benchmarkNote(pack: ReviewPack, { x, y }: { x: number; y: number }): TextShape[] {
  const text = writeBenchmark(pack)
  if (text === '') return []
  const paragraphs = [{ runs: [{ text, size: 9, colour: muted }] }]
  return [{ kind: 'text', name: 'Benchmark', x, y, width: 880, height: 16, paragraphs }]
}
