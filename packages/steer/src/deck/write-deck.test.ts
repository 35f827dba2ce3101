import { describe, expect, it } from 'vitest'
import { checkPackage } from '../test/check-package.ts'
import { convertFile, officeMissing, textOfPdf } from '../test/office.ts'
import type { Deck, Paragraph } from './deck.ts'
import { writeDeck } from './write-deck.ts'

const line = (text: string): Paragraph => ({ runs: [{ text }] })

const deck: Deck = {
  title: 'Review of 26 November',
  author: 'Test company',
  subject: 'snapshot s1',
  madeAt: '2026-11-22T18:00:00.000Z',
  slides: [
    {
      title: 'One unit is in trouble <script>alert(1)</script> & more',
      subtitle: 'Answers 9 to 22 November, 1,312',
      footer: 'Snapshot s1',
      shapes: [
        {
          kind: 'table',
          name: 'Units',
          x: 40,
          y: 120,
          width: 400,
          height: 70,
          columns: [300, 100],
          heights: [24, 30],
          rows: [
            [[line('Unit')], [line('NPS')]],
            [[line('Broadband'), line('Head of Broadband')], [line('+18')]],
          ],
        },
        { kind: 'rounded', name: 'Interval', x: 500, y: 150, width: 60, height: 5, fill: 'E6C9B8' },
        { kind: 'ellipse', name: 'Now', x: 527, y: 149, width: 7, height: 7, fill: 'AD4A14' },
        { kind: 'line', name: 'Target', x: 600, y: 140, width: 0, height: 20, line: '1B1A17' },
        {
          kind: 'text',
          name: 'Quote',
          x: 40,
          y: 300,
          width: 500,
          height: 60,
          paragraphs: [line('=HYPERLINK("x") "Second time\u0000 you sent the wrong router."')],
        },
      ],
    },
    { title: 'Nothing to decide', subtitle: '', footer: '', shapes: [] },
  ],
}

describe('a deck', () => {
  it('is whole part by part', () => {
    expect(checkPackage(writeDeck(deck))).toEqual([])
  })

  it('is the same bytes for the same content', () => {
    expect(Buffer.from(writeDeck(deck)).equals(writeDeck(deck))).toBe(true)
  })

  it('refuses to be without slides', () => {
    expect(() => writeDeck({ ...deck, slides: [] })).toThrow(RangeError)
  })
})

describe.skipIf(officeMissing !== undefined)(`opened in LibreOffice ${officeMissing ?? ''}`, () => {
  it('shows every text', { timeout: 120_000 }, () => {
    const shown = textOfPdf(convertFile(writeDeck(deck), 'pptx', 'pdf'))
    for (const text of [
      '<script>alert(1)</script> & more',
      '+18',
      'Head of Broadband',
      '=HYPERLINK',
    ]) {
      expect(shown).toContain(text)
    }
  })
})
