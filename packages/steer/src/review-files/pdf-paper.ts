import PDFDocument from 'pdfkit'
import { lightTheme } from '@fealty/charts'
import type { FigureShape } from '../deck/deck.ts'
import type { PackTone, ReviewPack } from '../review-pack/contract.ts'
import { lineHeight, openPen, type Line, type Look, type Pen } from './pdf-text.ts'
import { toneColours } from './strip-figures.ts'

/** A4 across, in points. */
export const page = { width: 841.89, height: 595.28, margin: 42 }
export const pageWidth = page.width - 2 * page.margin
/** Room at the foot for the number of the page. */
const foot = 14

export type Element = PDFKit.PDFStructureElement

/** A document that is being written from top to bottom; every text stands in its tree of tags. */
export interface Paper {
  pdf: PDFKit.PDFDocument
  pen: Pen
  root: Element
  /** Top of what comes next. */
  y: number
}

export const muted = (size: number): Look => ({ size, colour: lightTheme.muted })
export const ink = (size: number, face: Look['face'] = 'text'): Look => ({
  size,
  face,
  colour: lightTheme.ink,
})
export const toned = (size: number, tone: PackTone): Look => ({ size, colour: toneColours[tone] })

/** Opens a tagged document: the same pack gives the same bytes, so its times are those of the pack. */
export function openPaper(pack: ReviewPack): Paper {
  const madeAt = new Date(pack.madeAt)
  const pdf = new PDFDocument({
    size: [page.width, page.height],
    margin: page.margin,
    bufferPages: true,
    tagged: true,
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
  const root = pdf.struct('Document', { title: pack.headline })
  pdf.addStructure(root)
  return { pdf, pen: openPen(pdf), root, y: page.margin }
}

/** A new page when what comes next does not fit on this one. */
export function makeRoom(paper: Paper, height: number): void {
  if (paper.y + height <= page.height - page.margin - foot) return
  paper.pdf.addPage()
  paper.y = page.margin
}

/** A child of an element of the tree, to which content is added until it is ended. */
export function addElement(
  { pdf }: Paper,
  parent: Element,
  type: string,
  options: { alt?: string } = {},
): Element {
  const element = pdf.struct(type, options)
  parent.add(element)
  return element
}

/** Draws what belongs to an element. */
export function drawInto({ pdf }: Paper, element: Element, type: string, draw: () => void): void {
  const content = pdf.markStructureContent(type)
  draw()
  pdf.endMarkedContent()
  element.add(content)
}

/** Draws what says nothing: rules, page numbers. A reader that reads aloud leaves it out. */
function drawArtifact({ pdf }: Paper, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  draw()
  pdf.endMarkedContent()
}

export interface Box {
  x: number
  width: number
}
const wholeWidth: Box = { x: page.margin, width: pageWidth }

/** Writes a paragraph as an element of its own and moves on below it; long ones go on to the next page. */
export function writeBlock(
  paper: Paper,
  parent: Element,
  type: string,
  text: string,
  look: Look,
  box: Box = wholeWidth,
): void {
  const element = addElement(paper, parent, type)
  for (const line of paper.pen.wrap(text, box.width, look)) {
    makeRoom(paper, lineHeight(look.size))
    writeLine(paper, element, type, line, look, box)
    paper.y += lineHeight(look.size)
  }
  element.end()
}

export function writeLine(
  paper: Paper,
  element: Element,
  type: string,
  line: Line,
  look: Look,
  box: Box,
): void {
  drawInto(paper, element, type, () => paper.pen.write(line, { ...box, y: paper.y }, look))
}

export function drawRule(paper: Paper, y: number, colour: string, weight: number): void {
  drawArtifact(paper, () =>
    paper.pdf
      .save()
      .lineWidth(weight)
      .moveTo(page.margin, y)
      .lineTo(page.width - page.margin, y)
      .stroke(colour)
      .restore(),
  )
}

export function drawFigure({ pdf }: Paper, shape: FigureShape): void {
  const { kind, x, y, width, height, fill, line, weight = 1 } = shape
  pdf.save().lineWidth(weight)
  if (kind === 'line') pdf.moveTo(x, y).lineTo(x + width, y + height)
  else if (kind === 'ellipse') pdf.ellipse(x + width / 2, y + height / 2, width / 2, height / 2)
  else pdf.roundedRect(x, y, width, height, kind === 'rounded' ? height / 2 : 0)
  if (fill !== undefined) pdf.fill(fill)
  else if (line !== undefined) pdf.stroke(line)
  pdf.restore()
}

/** The line at the foot of every page, when the number of pages is known. */
export function writeFooters(paper: Paper, text: string): void {
  const { pdf, pen } = paper
  const { start, count } = pdf.bufferedPageRange()
  const look = muted(8)
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index)
    // The margin would begin a new page for what stands in it.
    pdf.page.margins.bottom = 0
    const y = page.height - 30
    const [left] = pen.wrap(text, pageWidth - 80, look)
    const [right] = pen.wrap(`${index + 1} of ${count}`, 80, look)
    drawArtifact(paper, () => {
      pen.write(left!, { x: page.margin, y, width: pageWidth - 80 }, look)
      const place = { x: page.width - page.margin - 80, y, width: 80 }
      pen.write(right!, place, { ...look, align: 'right' })
    })
  }
}

export async function closePaper({ pdf, root }: Paper): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => void chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  root.end()
  pdf.end()
  await done
  return Buffer.concat(chunks)
}
