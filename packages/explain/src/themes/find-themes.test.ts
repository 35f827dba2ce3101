import { expect, test } from 'vitest'
import { compileDictionary, findThemes } from './find-themes.ts'

const dictionary = compileDictionary([
  {
    id: 'bill',
    name: 'Bill',
    parentId: null,
    terms: { en: ['bill', 'direct debit', 'invoic*'], de: ['Rechnung'] },
    exclusions: ['bill gates'],
  },
  { id: 'staff', name: 'Staff', parentId: null, terms: { any: ['agent'] }, exclusions: [] },
])
const found = (text: string, language: string | null = 'en') =>
  findThemes(text, language, dictionary).map(({ themeId, start, end }) => [
    themeId,
    text.slice(start, end),
  ])

test('a term stands for its endings, an open one for all beginnings, a phrase for its words', () => {
  expect(found('The bills are wrong')).toEqual([['bill', 'bills']])
  expect(found('Invoicing, then a Direct Debit')).toEqual([
    ['bill', 'Invoicing'],
    ['bill', 'Direct Debit'],
  ])
  expect(found('a billion billboards')).toEqual([])
})

test('an exclusion takes the place of a term inside it, and only there', () => {
  expect(found('Bill Gates sent me a bill')).toEqual([['bill', 'bill']])
})

test('terms belong to their language; those of `any` to all; an unknown language tries all', () => {
  expect(found('Die Rechnungen vom Agenten', 'de')).toEqual([
    ['bill', 'Rechnungen'],
    ['staff', 'Agenten'],
  ])
  expect(found('Die Rechnung', 'en')).toEqual([])
  expect(found('La Rechnung', 'fr')).toEqual([['bill', 'Rechnung']])
  expect(found('Die Rechnung', null)).toEqual([['bill', 'Rechnung']])
})
