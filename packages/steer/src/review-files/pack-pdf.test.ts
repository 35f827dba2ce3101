import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import fc from 'fast-check'
import { officeMissing } from '../test/office.ts'
import { samplePack } from '../test/sample-pack.ts'
import { packPdf } from './pack-pdf.ts'
import { splitRuns } from './pdf-fonts.ts'
import { breakLines } from './pdf-text.ts'

const names = [
  'Αθήνα και Νησιά',
  'Київ і Львів',
  'Москва ёЁъ',
  'Łódź, Žižkov, Győr, Çeşme',
  'Tiếng Việt',
]
const missing = '東京支社'
const [first] = samplePack.units
const pack = {
  ...samplePack,
  units: [...names, missing].map((name) => ({ ...first!, name, id: name })),
  voices: names.map((name) => ({ text: `Too slow in ${name}`, note: name, caseId: '' })),
}

describe('letters and their fonts', () => {
  const fontOf = (character: string) => (/[a-z ]/.test(character) ? 'latin' : null)

  test('a text falls into stretches of one font, drawn marks and what no font has', () => {
    expect(splitRuns('▼ up 東京', fontOf)).toEqual([
      { kind: 'mark', text: '▼' },
      { kind: 'text', font: 'latin', text: ' up ' },
      { kind: 'missing', text: '東京' },
    ])
  })

  test('thin spaces become spaces, and control signs are not written', () => {
    expect(splitRuns('a\u2009b\u0000\u200b\ufe0fc', fontOf)).toEqual([
      { kind: 'text', font: 'latin', text: 'a bc' },
    ])
  })

  test('lines keep every word whole where it fits, lose nothing and never are too wide', () => {
    const word = fc.stringMatching(/^[a-z]{1,14}$/)
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        fc.integer({ min: 3, max: 20 }),
        (words, width) => {
          const lines = breakLines(words.join(' '), width, (text) => text.length)
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''))
          const short = words.filter(({ length }) => length <= width)
          const whole = new Set(lines.flatMap((line) => line.split(' ')))
          for (const one of short) expect(whole).toContain(one)
        },
      ),
    )
  })
})

describe.skipIf(officeMissing !== undefined)(`a printed pack ${officeMissing ?? ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-pdf-'))
  const file = join(folder, 'pack.pdf')
  const ask = (program: string, ...words: string[]): string =>
    execFileSync(program, words).toString('utf8')
  beforeAll(async () => writeFileSync(file, await packPdf(pack)))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('writes Greek, Cyrillic, Vietnamese and Central European names as they are', () => {
    const text = ask('pdftotext', '-raw', file, '-')
    for (const name of names) {
      expect(text.split('\n')).toContain(name)
      expect(text).toContain(`“Too slow in ${name}”`)
    }
  })

  it('draws what no font has, and gives the sign itself to who copies it', () => {
    const text = ask('pdftotext', '-raw', file, '-')
    expect(text).toContain(missing)
    expect(text).toMatch(/▼\s?9\.8 real/)
    expect(text).not.toContain('\ufffd')
  })

  it('embeds each font as a part of itself, with a way back to the letters', () => {
    const rows = ask('pdffonts', file).trim().split('\n').slice(2)
    expect(rows.length).toBeGreaterThan(5)
    for (const row of rows) expect(row).toMatch(/(Inter|SourceSerif4).*yes yes yes/)
  })

  it('is tagged, with title, language, headings and a table of rows and cells', () => {
    const info = ask('pdfinfo', file)
    expect(info).toMatch(/Tagged: +yes/)
    expect(info).toMatch(/Title: +Review of 26 November/)
    const tree = ask('pdfinfo', '-struct-text', file)
    const count = (tag: string) => tree.match(new RegExp(`^ *${tag}\\b`, 'gm'))?.length ?? 0
    expect([count('H1'), count('Table'), count('TH')]).toEqual([1, 1, 8])
    expect(count('TR')).toBe(pack.units.length + 1)
    expect(count('TD')).toBe(8 * pack.units.length)
    expect(count('Figure')).toBe(pack.units.length)
    expect(count('BlockQuote')).toBe(pack.voices.length)
    expect(/^ *TD[^]*?"Αθήνα και Νησιά"/m.exec(tree)).not.toBeNull()
  })
})

it('says its language', async () => {
  expect(Buffer.from(await packPdf(pack)).toString('latin1')).toContain('/Lang (en-GB)')
})
