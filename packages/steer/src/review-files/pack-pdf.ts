import { lightTheme } from '@fealty/charts'
import type { PackTone, ReviewPack } from '../review-pack/contract.ts'
import {
  addElement,
  closePaper,
  drawRule,
  ink,
  makeRoom,
  muted,
  openPaper,
  page,
  pageWidth,
  toned,
  writeBlock,
  writeFooters,
  writeLine,
  type Box,
  type Element,
  type Paper,
} from './pdf-paper.ts'
import { lineHeight } from './pdf-text.ts'
import { writeUnits } from './pdf-units.ts'

/** Figures of lines stand in a column of their own at the right. */
const rightWidth = 190
const leftBox: Box = { x: page.margin, width: pageWidth - rightWidth - 16 }
const rightBox: Box = { x: page.width - page.margin - rightWidth, width: rightWidth }
const titleWidth = 220

/** A heading with its note at the right, over a rule; it is not left alone at the foot of a page. */
function writeHeading(paper: Paper, title: string, note: string): void {
  paper.y += 16
  makeRoom(paper, 66)
  const top = paper.y
  const noteBox = { x: page.margin + titleWidth, width: pageWidth - titleWidth }
  const look = muted(8)
  writeBlock(paper, paper.root, 'H2', title, ink(12, 'bold'), {
    x: page.margin,
    width: titleWidth,
  })
  const below = paper.y
  paper.y = top + 4
  if (note !== '') writeBlock(paper, paper.root, 'P', note, { ...look, align: 'right' }, noteBox)
  paper.y = Math.max(paper.y, below) + 3
  drawRule(paper, paper.y, lightTheme.ink, 0.8)
  paper.y += 7
}

interface Item {
  title: string
  note: string
  right?: { text: string; tone: PackTone }
}

function writeItem(paper: Paper, list: Element, { title, note, right }: Item): void {
  const [bold, small] = [ink(10, 'bold'), muted(9)]
  const lines = paper.pen.wrap(title, leftBox.width, bold).length
  const notes = note === '' ? 0 : paper.pen.wrap(note, leftBox.width, small).length
  makeRoom(paper, lines * lineHeight(bold.size) + notes * lineHeight(small.size))
  const item = addElement(paper, list, 'LI')
  const body = addElement(paper, item, 'LBody')
  const top = paper.y
  writeBlock(paper, body, 'P', title, bold, leftBox)
  const below = paper.y
  if (right && right.text !== '') {
    paper.y = top
    const figure = toned(9, right.tone)
    const element = addElement(paper, body, 'P')
    for (const line of paper.pen.wrap(right.text, rightBox.width, figure)) {
      writeLine(paper, element, 'P', line, { ...figure, align: 'right' }, rightBox)
      paper.y += lineHeight(figure.size)
    }
    element.end()
  }
  const belowRight = paper.y
  paper.y = below
  if (note !== '') writeBlock(paper, body, 'P', note, small, leftBox)
  paper.y = Math.max(paper.y, belowRight) + 7
  body.end()
  item.end()
}

function writeList(
  paper: Paper,
  title: string,
  note: string,
  items: readonly Item[],
  empty: string,
): void {
  writeHeading(paper, title, note)
  if (items.length === 0) {
    writeBlock(paper, paper.root, 'P', empty, muted(10))
    return
  }
  const list = addElement(paper, paper.root, 'L')
  for (const item of items) writeItem(paper, list, item)
  list.end()
}

function writeVoices(paper: Paper, { voices, voicesNote }: ReviewPack): void {
  if (voices.length === 0) return
  writeHeading(paper, 'In their words', voicesNote)
  for (const { text, note } of voices) {
    makeRoom(paper, 48)
    writeBlock(paper, paper.root, 'BlockQuote', `“${text}”`, ink(13, 'serif'))
    paper.y += 1
    writeBlock(paper, paper.root, 'P', note, muted(9))
    paper.y += 8
  }
}

function writeTop(paper: Paper, pack: ReviewPack): void {
  const box = { x: page.margin, width: pageWidth * 0.86 }
  writeBlock(paper, paper.root, 'H1', pack.headline, ink(22, 'serif'), box)
  paper.y += 4
  if (pack.northStar !== '') {
    writeBlock(paper, paper.root, 'P', pack.northStar, ink(11, 'bold'))
    paper.y += 2
  }
  writeBlock(paper, paper.root, 'P', pack.subline, muted(9))
}

/** The pack as tagged PDF: selectable text, vectors, page numbers. The same pack gives the same bytes. */
export async function packPdf(pack: ReviewPack): Promise<Uint8Array> {
  const paper = openPaper(pack)
  writeTop(paper, pack)
  writeHeading(paper, 'Units', pack.unitsNote)
  writeUnits(paper, pack)
  const decisions = pack.decisions.map(({ title, note }) => ({ title, note }))
  const open = decisions.length === 0 ? '' : `${decisions.length} open`
  writeList(paper, 'To decide', open, decisions, 'Nothing is to be decided.')
  writeList(paper, 'Promised last time', pack.promisedNote, pack.promised, 'Nothing was promised.')
  writeList(paper, 'What moved', pack.movedNote, pack.moved, 'Nothing moved beyond noise.')
  if (pack.benchmarks.length > 0)
    writeList(paper, 'Benchmarks', pack.benchmarksNote, pack.benchmarks, '')
  if (pack.cases.length > 0) writeList(paper, 'Cases', pack.casesNote, pack.cases, '')
  writeVoices(paper, pack)
  const missing = pack.missing.map((title) => ({ title, note: '' }))
  if (missing.length > 0) writeList(paper, 'What is not here', pack.cadence.text, missing, '')
  const { workspace, snapshotId, version } = pack
  writeFooters(paper, `${workspace.name} · snapshot ${snapshotId.slice(0, 8)}, pack ${version}`)
  return closePaper(paper)
}
