import PDFDocument from 'pdfkit'
import { lightTheme } from '@fealty/charts'
import type { FigureShape } from '../deck/deck.ts'
import type { PackTone, ReviewPack } from '../review-pack/contract.ts'
import { printable, readPdfFonts } from './pdf-fonts.ts'
import { stripFigures, toneColours } from './strip-figures.ts'
import { unitCells, unitHeads, type UnitCell } from './unit-cells.ts'

/** A4 across, in points. */
const page = { width: 841.89, height: 595.28, margin: 42 }
const columns = [128, 74, 150, 104, 80, 46, 32, 32, 111]
const rowHeight = 34

type Pdf = PDFKit.PDFDocument

const marks = new Set(['▼', '▲', '◇', '◌'])

/** The mark of a verdict as a drawing: the embedded fonts lack it. */
function drawMark(pdf: Pdf, mark: string, x: number, y: number, colour: string): void {
  pdf.save().lineWidth(0.8)
  if (mark === '▼') pdf.polygon([x, y], [x + 6, y], [x + 3, y + 6]).fill(colour)
  else if (mark === '▲') pdf.polygon([x, y + 6], [x + 6, y + 6], [x + 3, y]).fill(colour)
  else if (mark === '◇')
    pdf.polygon([x + 3, y], [x + 6, y + 3], [x + 3, y + 6], [x, y + 3]).stroke(colour)
  else
    pdf
      .circle(x + 3, y + 3, 3)
      .dash(1.2, { space: 1 })
      .stroke(colour)
      .undash()
  pdf.restore()
}

interface TextOptions {
  width: number
  size?: number
  font?: 'text' | 'bold' | 'serif'
  colour?: string
  align?: 'left' | 'right'
  /** One line, cut with an ellipsis. */
  single?: boolean
}

/** Writes text at a place; gives the y below it. */
function write(pdf: Pdf, text: string, x: number, y: number, options: TextOptions): number {
  const {
    width,
    size = 10,
    font = 'text',
    colour = lightTheme.ink,
    align = 'left',
    single = false,
  } = options
  const mark = Array.from(text)[0] ?? ''
  const isMarked = marks.has(mark)
  if (isMarked) drawMark(pdf, mark, x, y + 2, colour)
  const shown = printable(isMarked ? text.slice(mark.length).trimStart() : text)
  const shift = isMarked ? 9 : 0
  pdf.font(font).fontSize(size).fillColor(colour)
  pdf.text(shown, x + shift, y, {
    width: width - shift,
    align,
    lineBreak: true,
    ...(single ? { height: size * 1.3, ellipsis: true } : {}),
  })
  return pdf.y
}

function drawFigure(
  pdf: Pdf,
  { kind, x, y, width, height, fill, line, weight = 1 }: FigureShape,
): void {
  pdf.save().lineWidth(weight)
  if (kind === 'line') pdf.moveTo(x, y).lineTo(x + width, y + height)
  else if (kind === 'ellipse') pdf.ellipse(x + width / 2, y + height / 2, width / 2, height / 2)
  else pdf.roundedRect(x, y, width, height, kind === 'rounded' ? height / 2 : 0)
  if (fill !== undefined) pdf.fill(fill)
  else if (line !== undefined) pdf.stroke(line)
  pdf.restore()
}

function rule(pdf: Pdf, y: number, colour: string, weight: number): void {
  pdf
    .save()
    .lineWidth(weight)
    .moveTo(page.margin, y)
    .lineTo(page.width - page.margin, y)
    .stroke(colour)
    .restore()
}

const tones: Record<PackTone, string> = toneColours

function writeCell(pdf: Pdf, cell: UnitCell, x: number, y: number, width: number): void {
  cell.lines.forEach((text, index) => {
    if (text === '') return
    const isFirst = index === 0
    write(pdf, text, x, y + 4 + index * 13, {
      width: width - 8,
      size: isFirst ? 10 : 8,
      font: isFirst && cell.bold === true ? 'bold' : 'text',
      colour: isFirst ? tones[cell.tone ?? 'neutral'] : lightTheme.muted,
      align: cell.align ?? 'left',
      single: true,
    })
  })
}

const columnX = (index: number): number =>
  page.margin + columns.slice(0, index).reduce((sum, width) => sum + width, 0)

function drawUnits(pdf: Pdf, pack: ReviewPack): void {
  const heads = unitHeads(pack)
  let y = section(pdf, 'Units', pack.unitsNote, pdf.y + 12)
  heads.forEach((text, index) => {
    const align = [1, 4, 5, 6, 7].includes(index) ? 'right' : 'left'
    write(pdf, text, columnX(index), y, {
      width: columns[index]! - 8,
      size: 8,
      colour: lightTheme.muted,
      align,
      single: true,
    })
  })
  y += 15
  for (const unit of pack.units) {
    y = roomFor(pdf, y, rowHeight)
    unitCells(unit).forEach((cell, index) =>
      writeCell(pdf, cell, columnX(index), y, columns[index]!),
    )
    const place = { x: columnX(2) + 4, y: y + rowHeight / 2 - 1, width: columns[2]! - 14 }
    for (const figure of stripFigures(unit, pack, place)) drawFigure(pdf, figure)
    y += rowHeight
    rule(pdf, y - 1, lightTheme.hairline, 0.5)
  }
  pdf.y = y
}

/** A new page when what comes next does not fit on this one. */
function roomFor(pdf: Pdf, y: number, height: number): number {
  if (y + height <= page.height - page.margin - 14) return y
  pdf.addPage()
  return page.margin
}

function section(pdf: Pdf, title: string, note: string, from: number): number {
  const y = roomFor(pdf, from, 60)
  const width = page.width - 2 * page.margin
  write(pdf, title, page.margin, y, { width: 240, size: 12, font: 'bold' })
  write(pdf, note, page.margin + 240, y + 2, {
    width: width - 240,
    size: 8,
    colour: lightTheme.muted,
    align: 'right',
    single: true,
  })
  rule(pdf, y + 18, lightTheme.ink, 0.8)
  return y + 24
}

interface Item {
  title: string
  note: string
  right?: { text: string; tone: PackTone }
}

function drawList(
  pdf: Pdf,
  title: string,
  note: string,
  items: readonly Item[],
  empty: string,
): void {
  let y = section(pdf, title, note, pdf.y + 16)
  const width = page.width - 2 * page.margin
  if (items.length === 0) y = write(pdf, empty, page.margin, y, { width, colour: lightTheme.muted })
  for (const item of items) {
    y = roomFor(pdf, y, 34)
    if (item.right) {
      write(pdf, item.right.text, page.margin + width - 180, y, {
        width: 180,
        size: 9,
        colour: tones[item.right.tone],
        align: 'right',
        single: true,
      })
    }
    y = write(pdf, item.title, page.margin, y, { width: width - 190, font: 'bold' })
    if (item.note !== '')
      y = write(pdf, item.note, page.margin, y + 1, {
        width: width - 190,
        size: 9,
        colour: lightTheme.muted,
      })
    y += 7
  }
  pdf.y = y
}

function drawVoices(pdf: Pdf, pack: ReviewPack): void {
  if (pack.voices.length === 0) return
  let y = section(pdf, 'In their words', pack.voicesNote, pdf.y + 16)
  const width = page.width - 2 * page.margin
  for (const { text, note } of pack.voices) {
    y = roomFor(pdf, y, 48)
    y = write(pdf, `“${text}”`, page.margin, y, { width, size: 13, font: 'serif' })
    y = write(pdf, note, page.margin, y + 1, { width, size: 9, colour: lightTheme.muted }) + 8
  }
  pdf.y = y
}

function drawFooters(pdf: Pdf, pack: ReviewPack): void {
  const { start, count } = pdf.bufferedPageRange()
  const text = `${pack.workspace.name} · snapshot ${pack.snapshotId.slice(0, 8)}, pack ${pack.version}`
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index)
    const y = page.height - 28
    // The margin would begin a new page for what stands in it.
    pdf.page.margins.bottom = 0
    write(pdf, text, page.margin, y, {
      width: 500,
      size: 8,
      colour: lightTheme.muted,
      single: true,
    })
    write(pdf, `${index + 1} of ${count}`, page.width - page.margin - 100, y, {
      width: 100,
      size: 8,
      colour: lightTheme.muted,
      align: 'right',
      single: true,
    })
  }
}

function openPdf(pack: ReviewPack): Pdf {
  const madeAt = new Date(pack.madeAt)
  const pdf = new PDFDocument({
    size: [page.width, page.height],
    margin: page.margin,
    bufferPages: true,
    lang: 'en-GB',
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: pack.headline,
      Author: pack.workspace.name,
      Subject: `Snapshot ${pack.snapshotId}, pack ${pack.version}`,
      Producer: 'Fealty',
      Creator: 'Fealty',
      CreationDate: madeAt,
      ModDate: madeAt,
    },
  })
  for (const [name, file] of Object.entries(readPdfFonts())) pdf.registerFont(name, file)
  return pdf
}

/** The pack as PDF: selectable text, vectors, page numbers. The same pack gives the same bytes. */
export async function packPdf(pack: ReviewPack): Promise<Uint8Array> {
  const pdf = openPdf(pack)
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => void chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  const width = page.width - 2 * page.margin
  const y = write(pdf, pack.headline, page.margin, page.margin, {
    width: width * 0.8,
    size: 22,
    font: 'serif',
  })
  write(pdf, pack.subline, page.margin, y + 4, { width, size: 9, colour: lightTheme.muted })
  drawUnits(pdf, pack)
  drawList(
    pdf,
    'To decide',
    String(pack.decisions.length),
    pack.decisions,
    'Nothing is to be decided.',
  )
  drawList(pdf, 'Promised last time', pack.promisedNote, pack.promised, 'Nothing was promised.')
  drawList(pdf, 'What moved', pack.movedNote, pack.moved, 'Nothing moved beyond noise.')
  if (pack.cases.length > 0) drawList(pdf, 'Cases', pack.casesNote, pack.cases, '')
  drawVoices(pdf, pack)
  const missing = pack.missing.map((title) => ({ title, note: '' }))
  if (missing.length > 0) drawList(pdf, 'What is not here', pack.cadence.text, missing, '')
  drawFooters(pdf, pack)
  pdf.end()
  await done
  return Buffer.concat(chunks)
}
