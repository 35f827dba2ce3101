import { lightTheme } from '@fealty/charts'
import type { PackUnit, ReviewPack } from '../review-pack/contract.ts'
import { lineHeight, type Line, type Look } from './pdf-text.ts'
import {
  addElement,
  drawFigure,
  drawInto,
  drawRule,
  makeRoom,
  muted,
  page,
  toned,
  writeBlock,
  writeLine,
  type Element,
  type Paper,
} from './pdf-paper.ts'
import { stripFigures } from './strip-figures.ts'
import {
  rightColumns,
  stripColumn,
  unitCells,
  unitHeads,
  writeBenchmark,
  type CellLine,
  type UnitCell,
} from './unit-cells.ts'

/** Unit, score, strip, own history, others and benchmark, target, actions, effect. */
const columns = [122, 64, 136, 98, 98, 82, 46, 111.89]
const gap = 10
const padding = 6
const headSize = 8

const columnX = (index: number): number =>
  page.margin + columns.slice(0, index).reduce((sum, width) => sum + width, 0)
const textBox = (index: number) => ({ x: columnX(index), width: columns[index]! - gap })

/** Lines of one cell, each with its look. */
type Laid = readonly { line: Line; look: Look }[]

function lookOf({ tone = 'neutral', bold }: CellLine, index: number, right: boolean): Look {
  const size = index === 0 ? 10 : 8
  const plain = index === 0 || tone !== 'neutral' ? toned(size, tone) : muted(size)
  return { ...plain, face: bold ? 'bold' : 'text', align: right ? 'right' : 'left' }
}

function layCell({ pen }: Paper, { lines, align }: UnitCell, column: number): Laid {
  const { width } = textBox(column)
  return lines.flatMap((one, index) => {
    const look = lookOf(one, index, align === 'right')
    const fitted = { ...look, size: pen.fit([one.text], width, look) }
    return pen.wrap(one.text, width, fitted).map((line) => ({ line, look: fitted }))
  })
}

const heightOf = (laid: Laid): number =>
  laid.reduce((sum, { look }) => sum + lineHeight(look.size), 0)

function writeCell(paper: Paper, row: Element, type: string, laid: Laid, column: number): void {
  const cell = addElement(paper, row, type)
  const top = paper.y
  for (const { line, look } of laid) {
    writeLine(paper, cell, type, line, look, textBox(column))
    paper.y += lineHeight(look.size)
  }
  cell.end()
  paper.y = top
}

function writeHeads(paper: Paper, table: Element, pack: ReviewPack): void {
  const row = addElement(paper, table, 'TR')
  const heads = unitHeads(pack).map((text, column) => {
    const look: Look = { ...muted(headSize), align: rightColumns.has(column) ? 'right' : 'left' }
    const { width } = textBox(column)
    return paper.pen.wrap(text, width, look).map((line) => ({ line, look }))
  })
  heads.forEach((laid, column) => writeCell(paper, row, 'TH', laid, column))
  row.end()
  paper.y += Math.max(...heads.map(heightOf)) + 4
  drawRule(paper, paper.y, lightTheme.hairline, 0.5)
}

/** What the strip shows, for who cannot see it. */
function tellStrip({ name, scoreText, rangeText, beforeText, target }: PackUnit): string {
  const aim = target.text === '' ? '' : `, target ${target.text}`
  return `${name}: ${scoreText} (${rangeText}), before ${beforeText}${aim}`
}

function writeUnit(paper: Paper, table: Element, unit: PackUnit, pack: ReviewPack): void {
  const cells = unitCells(unit, pack).map((cell, column) => layCell(paper, cell, column))
  const height = Math.max(...cells.map(heightOf)) + 2 * padding
  makeRoom(paper, height)
  const top = paper.y
  const row = addElement(paper, table, 'TR')
  paper.y = top + padding
  cells.forEach((laid, column) => {
    if (column !== stripColumn) {
      writeCell(paper, row, 'TD', laid, column)
      return
    }
    const cell = addElement(paper, row, 'TD')
    const figure = addElement(paper, cell, 'Figure', { alt: tellStrip(unit) })
    const { x, width } = textBox(column)
    const place = { x: x + 2, y: top + height / 2, width }
    drawInto(paper, figure, 'Figure', () => {
      for (const shape of stripFigures(unit, pack, place)) drawFigure(paper, shape)
    })
    figure.end()
    cell.end()
  })
  row.end()
  paper.y = top + height
  drawRule(paper, paper.y, lightTheme.hairline, 0.5)
}

/** The units as a table, and below it what the benchmark is worth. */
export function writeUnits(paper: Paper, pack: ReviewPack): void {
  if (pack.units.length === 0) return
  const table = addElement(paper, paper.root, 'Table')
  writeHeads(paper, table, pack)
  for (const unit of pack.units) writeUnit(paper, table, unit, pack)
  table.end()
  const benchmark = writeBenchmark(pack)
  if (benchmark === '') return
  paper.y += 5
  writeBlock(paper, paper.root, 'P', benchmark, muted(8))
}
