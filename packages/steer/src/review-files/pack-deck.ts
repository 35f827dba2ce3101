import type { Deck, Paragraph, Run, Shape, Slide, TextShape } from '../deck/deck.ts'
import { writeDeck } from '../deck/write-deck.ts'
import type { ReviewPack } from '../review-pack/contract.ts'
import { unitTables } from './deck-units.ts'
import { toneColours } from './strip-figures.ts'

const muted = '6A665D'
const left = 40
const top = 124

function block(
  name: string,
  y: number,
  paragraphs: readonly Paragraph[],
  height: number,
): TextShape {
  return { kind: 'text', name, x: left, y, width: 880, height, paragraphs }
}

const line = (...runs: Run[]): Paragraph => ({ runs })

/** So few lines are written large: they are read from the end of the table. */
const fewItems = 4

/** Title in bold, figure at its end, note below. */
function listParagraphs(
  items: readonly {
    title: string
    note: string
    right?: { text: string; tone: keyof typeof toneColours }
  }[],
): Paragraph[] {
  const [big, middle, small, gap] = items.length <= fewItems ? [20, 16, 13, 12] : [14, 12, 11, 5]
  return items.flatMap(({ title, note, right }) => [
    line(
      { text: title, size: big, bold: true },
      ...(right
        ? [{ text: `   ${right.text}`, size: middle, colour: toneColours[right.tone] }]
        : []),
    ),
    line({ text: note === '' ? ' ' : note, size: small, colour: muted }),
    line({ text: ' ', size: gap }),
  ])
}

function listSlides(
  pack: ReviewPack,
  title: string,
  subtitle: string,
  items: Parameters<typeof listParagraphs>[0],
  empty: string,
): Slide[] {
  if (items.length === 0) {
    return [
      slide(pack, title, subtitle, [
        block(title, top, [line({ text: empty, size: 14, colour: muted })], 40),
      ]),
    ]
  }
  const perSlide = 8
  return Array.from({ length: Math.ceil(items.length / perSlide) }, (_, page) =>
    slide(pack, title, subtitle, [
      block(title, top, listParagraphs(items.slice(page * perSlide, (page + 1) * perSlide)), 370),
    ]),
  )
}

function slide(pack: ReviewPack, title: string, subtitle: string, shapes: readonly Shape[]): Slide {
  const footer = `${pack.workspace.name} · ${pack.seriesName} no. ${pack.number} · snapshot ${pack.snapshotId.slice(0, 8)}, pack ${pack.version}`
  return { title, subtitle, shapes, footer }
}

/** The North Star heads the slides of the units (R079). */
function withNorthStar({ northStar }: ReviewPack, of: Slide): Slide {
  return northStar === '' ? of : { ...of, lead: northStar }
}

function voiceSlides(pack: ReviewPack): Slide[] {
  if (pack.voices.length === 0) return []
  const paragraphs = pack.voices
    .slice(0, 4)
    .flatMap(({ text, note }) => [
      line({ text: `“${text.slice(0, 240)}”`, size: 18, serif: true }),
      line({ text: note, size: 11, colour: muted }),
      line({ text: ' ', size: 8 }),
    ])
  return [
    slide(pack, 'In their words', pack.voicesNote, [block('Verbatims', top, paragraphs, 370)]),
  ]
}

/** The pack as slides: what the room sees, from the same object as the page. */
function packDeck(pack: ReviewPack): Deck {
  const unitSlides = unitTables(pack, { x: left, y: top }).map((shapes) =>
    withNorthStar(pack, slide(pack, pack.headline, pack.subline, shapes)),
  )
  const missing = pack.missing.map((note) => ({ title: note, note: '' }))
  return {
    title: pack.headline,
    author: pack.workspace.name,
    subject: `Snapshot ${pack.snapshotId}, pack ${pack.version}`,
    madeAt: pack.madeAt,
    slides: [
      ...unitSlides,
      ...listSlides(
        pack,
        'To decide',
        `${pack.decisions.length} open`,
        pack.decisions,
        'Nothing is to be decided.',
      ),
      ...listSlides(
        pack,
        'Promised last time',
        pack.promisedNote,
        pack.promised,
        'Nothing was promised.',
      ),
      ...listSlides(pack, 'What moved', pack.movedNote, pack.moved, 'Nothing moved beyond noise.'),
      ...(pack.benchmarks.length === 0
        ? []
        : listSlides(pack, 'Benchmarks', pack.benchmarksNote, pack.benchmarks, '')),
      ...(pack.cases.length === 0 ? [] : listSlides(pack, 'Cases', pack.casesNote, pack.cases, '')),
      ...voiceSlides(pack),
      ...(missing.length === 0
        ? []
        : listSlides(pack, 'What is not here', pack.cadence.text, missing, '')),
    ],
  }
}

export const packSlides = (pack: ReviewPack): Uint8Array => writeDeck(packDeck(pack))
