import { strToU8, unzipSync, zipSync, type Unzipped } from 'fflate'
import { expect, it } from 'vitest'
import { writeDeck } from '../deck/write-deck.ts'
import { checkPackage } from './check-package.ts'

const whole = unzipSync(
  writeDeck({
    title: 'A deck',
    author: 'Test company',
    subject: '',
    madeAt: '2026-11-22T18:00:00.000Z',
    slides: [{ title: 'One', subtitle: '', footer: '', shapes: [] }],
  }),
)

function change(path: string, from: string, to: string): Unzipped {
  const text = new TextDecoder().decode(whole[path])
  expect(text).toContain(from)
  return { ...whole, [path]: strToU8(text.replace(from, to)) }
}

function without(path: string): Unzipped {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== path))
}

it.each([
  [
    'a slideMaster declared for every slide',
    change(
      '[Content_Types].xml',
      '</Types>',
      '<Override PartName="/ppt/slideMasters/slideMaster2.xml" ContentType="x"/></Types>',
    ),
    'ppt/slideMasters/slideMaster2.xml is declared but is not there',
  ],
  [
    'a part that is missing',
    without('ppt/theme/theme1.xml'),
    'ppt/theme/theme1.xml is declared but is not there',
  ],
  [
    'a part without a type',
    { ...whole, 'ppt/extra.xml': strToU8('<a/>') },
    'ppt/extra.xml has no content type of its own',
  ],
  [
    'an id twice',
    change('ppt/slides/slide1.xml', 'id="3"', 'id="2"'),
    'ppt/slides/slide1.xml: two shapes bear the same id',
  ],
  [
    'a relation that is not there',
    change('ppt/presentation.xml', 'r:id="rId6"', 'r:id="rId9"'),
    'ppt/presentation.xml uses rId9, which is no relation of it',
  ],
  [
    'elements out of order',
    change(
      'ppt/presentation.xml',
      '<p:sldMasterIdLst>',
      '<p:sldSz cx="1" cy="1"/><p:sldMasterIdLst>',
    ),
    'ppt/presentation.xml: the children of p:presentation are not in order',
  ],
])('finds %s', (_, files, problem) => {
  expect(checkPackage(zipSync(files))).toContain(problem)
})

it('throws on a part that is not well-formed', () => {
  expect(() => checkPackage(zipSync(change('ppt/presProps.xml', '/>', '>')))).toThrow('well-formed')
})
