import { describe, expect, it } from 'vitest'
import { checkPackage } from '../test/check-package.ts'
import { convertFile, dropKeptValues, officeMissing, textOfPdf } from '../test/office.ts'
import { samplePack } from '../test/sample-pack.ts'
import { packSlides } from './pack-deck.ts'
import { packPdf } from './pack-pdf.ts'
import { packSheets } from './pack-workbook.ts'

/** What every form must say: headline, each figure, verdict, target, chance, actions. */
const numbers = samplePack.units.flatMap(({ scoreText, rangeText, target }) => [
  scoreText,
  ...(rangeText === 'too few' ? [] : [rangeText]),
  target.text,
  target.likelyText,
])
/** Layout breaks lines and drops thin spaces; the figures stay. */
const plain = (text: string): string => text.replace(/[\s\u2009]+/gu, '')

describe('a pack as files', () => {
  it('is whole part by part', () => {
    expect(checkPackage(packSlides(samplePack))).toEqual([])
    expect(checkPackage(packSheets(samplePack))).toEqual([])
  })

  it('is the same bytes for the same pack', async () => {
    expect(Buffer.from(packSlides(samplePack)).equals(packSlides(samplePack))).toBe(true)
    expect(Buffer.from(packSheets(samplePack)).equals(packSheets(samplePack))).toBe(true)
    expect(Buffer.from(await packPdf(samplePack)).equals(await packPdf(samplePack))).toBe(true)
  })

  it('holds for a pack in which nothing is known yet', async () => {
    const empty = {
      ...samplePack,
      units: [],
      decisions: [],
      promised: [],
      voices: [],
      initiatives: [],
    }
    expect(checkPackage(packSlides(empty))).toEqual([])
    expect(checkPackage(packSheets(empty))).toEqual([])
    expect((await packPdf(empty)).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe.skipIf(officeMissing !== undefined)(`opened elsewhere ${officeMissing ?? ''}`, () => {
  it('says the same numbers in print and on slides', { timeout: 120_000 }, async () => {
    const print = plain(textOfPdf(await packPdf(samplePack)))
    const slides = plain(textOfPdf(convertFile(packSlides(samplePack), 'pptx', 'pdf')))
    for (const number of numbers.map(plain)) {
      expect(print).toContain(number)
      expect(slides).toContain(number)
    }
    for (const text of ['Stop release 26.9?', '8 days late', 'wrong router'].map(plain)) {
      expect(print).toContain(text)
      expect(slides).toContain(text)
    }
  })

  it('recalculates the workbook to the numbers of the pack', { timeout: 120_000 }, () => {
    const sheet = (bytes: Uint8Array, number: number): string =>
      convertFile(
        bytes,
        'xlsx',
        `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,${number}`,
      ).toString('utf8')
    const book = dropKeptValues(packSheets(samplePack))
    const [row] = sheet(book, 1)
      .split('\n')
      .filter((line) => line.startsWith('Broadband'))
    const cells = row!.split(',')
    expect(Number(cells[2])).toBeCloseTo(18.2, 9)
    expect(Number(cells[7])).toBeCloseTo(18.2 - 28, 9)
    expect(Number(cells[13])).toBeCloseTo(18.2 - 30, 9)
    expect(Number(cells[16])).toBeCloseTo(18.2 - 35, 9)
    const initiatives = sheet(book, 7)
      .split('\n')
      .find((line) => line.startsWith('Order validation'))
    expect(Number(initiatives!.split(',').at(-1))).toBeCloseTo(samplePack.initiatives[0]!.npv, 6)
  })
})
