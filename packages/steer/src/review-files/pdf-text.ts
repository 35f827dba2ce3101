import { openFonts, type Face, type Run } from './pdf-fonts.ts'

/** How a text looks; sizes and widths are points. */
export interface Look {
  size: number
  face?: Face
  colour: string
  align?: 'left' | 'right'
}

/** One line of text that fits its width. */
export interface Line {
  runs: readonly Run[]
  width: number
}

export const lineHeight = (size: number): number => size * 1.28
/** Top of a line to its baseline, as a share of the size. */
const ascent = 0.97
/** A drawn mark with the gap behind it is a little wider than a letter. */
const markSize = 0.6
/** A sign that no font has is an empty box of this share of the size. */
const boxSize = 0.62
const boxStep = 0.76
/** Figures of one width: a point before a 1 is not lost between them. */
const features: PDFKit.Mixins.OpenTypeFeatures[] = ['kern', 'tnum']
/** A word that is wider than its column is written smaller, down to this share, before it is broken. */
const smallest = 0.75

/** Measures, wraps and writes text of one document. */
export interface Pen {
  /** Lines that fit the width. Words stay whole; only a word wider than a whole line is broken. */
  wrap: (text: string, width: number, look: Look) => Line[]
  /** The size at which the longest word fits the width, not below three quarters of the look's. */
  fit: (texts: readonly string[], width: number, look: Look) => number
  write: (line: Line, place: { x: number; y: number; width: number }, look: Look) => void
}

export function openPen(pdf: PDFKit.PDFDocument): Pen {
  const split = openFonts(pdf)
  const runsOf = (text: string, { face = 'text' }: Look): Run[] => split(text, face)
  const measureRun = (run: Run, size: number): number => {
    if (run.kind === 'mark') return size * (markSize + 0.25)
    if (run.kind === 'missing') return size * boxStep * countSigns(run.text)
    return pdf.font(run.font).fontSize(size).widthOfString(run.text, { features })
  }
  // Words come again and again; widths are kept for a size of one point.
  const widths = new Map<string, number>()
  const measureWord = (word: string, face: Face): number => {
    const key = `${face} ${word}`
    const known = widths.get(key)
    if (known !== undefined) return known
    const width = split(word, face).reduce((sum, run) => sum + measureRun(run, 1), 0)
    widths.set(key, width)
    return width
  }
  const measure = (text: string, { face = 'text', size }: Look): number => {
    const words = text.split(' ')
    const gaps = (words.length - 1) * measureWord('\u00a0', face)
    return size * words.reduce((sum, word) => sum + measureWord(word, face), gaps)
  }

  const wrap: Pen['wrap'] = (text, width, look) => {
    const lines = text
      .split('\n')
      .flatMap((paragraph) => breakLines(paragraph, width, (words) => measure(words, look)))
    return lines.map((line) => ({ runs: runsOf(line, look), width: measure(line, look) }))
  }
  return {
    wrap,
    fit(texts, width, look) {
      const words = texts.flatMap((text) => text.split(/[ \n]/u))
      const widest = Math.max(0, ...words.map((word) => measure(word, look)))
      return look.size * Math.min(1, Math.max(smallest, (width - 0.01) / Math.max(widest, 1e-9)))
    },
    write({ runs, width: used }, { x, y, width }, { size, colour, align = 'left' }) {
      let at = align === 'right' ? x + width - used : x
      for (const run of runs) {
        writeRun(pdf, run, { x: at, y, size, colour })
        at += measureRun(run, size)
      }
    },
  }
}

/** Signs that a reader sees as one: marks that belong to a letter go with it. */
const countSigns = (text: string): number => text.match(/\P{M}\p{M}*|^\p{M}+/gu)?.length ?? 0

/** Greedy lines. @param measure width of a text in points */
export function breakLines(
  text: string,
  width: number,
  measure: (text: string) => number,
): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/ +/u)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (measure(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = measure(word) <= width ? [word] : breakWord(word, width, measure)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1)!
  }
  return [...lines, line]
}

/** A word that is wider than a line, in pieces that fit; each has a letter at least. */
function breakWord(word: string, width: number, measure: (text: string) => number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && measure(piece + character) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

interface RunPlace {
  x: number
  y: number
  size: number
  colour: string
}

function writeRun(pdf: PDFKit.PDFDocument, run: Run, { x, y, size, colour }: RunPlace): void {
  const write = (font: string, text: string): void => {
    pdf.font(font).fontSize(size).fillColor(colour)
    const options = { lineBreak: false, baseline: 'alphabetic', features } as const
    pdf.text(text, x, y + size * ascent, options)
  }
  if (run.kind === 'text') {
    write(run.font, run.text)
    return
  }
  // Who copies the text or has it read aloud gets the sign itself: it stands for a blank below the drawing.
  pdf.markContent('Span', { actual: run.text })
  write('text-latin', ' ')
  const drawn = run.kind === 'mark' ? markSize : boxSize
  const top = y + size * (ascent - drawn)
  if (run.kind === 'mark') drawMark(pdf, run.text, x, top, { size: size * drawn, colour })
  else drawBoxes(pdf, countSigns(run.text), x, top, { size, colour })
  pdf.endMarkedContent()
}

interface DrawnLook {
  size: number
  colour: string
}

/** Empty boxes, one for each sign that no font has. */
function drawBoxes(
  pdf: PDFKit.PDFDocument,
  count: number,
  x: number,
  y: number,
  { size, colour }: DrawnLook,
): void {
  pdf.save().lineWidth(size / 16)
  for (let index = 0; index < count; index += 1) {
    pdf.rect(x + index * boxStep * size, y, boxSize * size, boxSize * size)
  }
  pdf.stroke(colour).restore()
}

/** The mark of a verdict as a drawing. */
function drawMark(
  pdf: PDFKit.PDFDocument,
  mark: string,
  x: number,
  y: number,
  { size, colour }: DrawnLook,
): void {
  const [middle, right, bottom] = [x + size / 2, x + size, y + size]
  pdf.save().lineWidth(size / 8)
  if (mark === '▼') pdf.polygon([x, y], [right, y], [middle, bottom]).fill(colour)
  else if (mark === '▲') pdf.polygon([x, bottom], [right, bottom], [middle, y]).fill(colour)
  else if (mark === '◇') {
    const half = y + size / 2
    pdf.polygon([middle, y], [right, half], [middle, bottom], [x, half]).stroke(colour)
  } else if (mark === '⊘') {
    // A circle struck through: the slash ends on the circle, at 45 degrees.
    const [centre, reach] = [y + size / 2, (size / 2) * Math.SQRT1_2]
    pdf.circle(middle, centre, size / 2).stroke(colour)
    pdf
      .moveTo(middle - reach, centre + reach)
      .lineTo(middle + reach, centre - reach)
      .stroke(colour)
  } else {
    const dash = size / 5
    pdf
      .circle(middle, y + size / 2, size / 2)
      .dash(dash, { space: dash * 0.8 })
      .stroke(colour)
      .undash()
  }
  pdf.restore()
}
