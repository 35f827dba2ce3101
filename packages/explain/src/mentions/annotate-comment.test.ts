import { expect, test } from 'vitest'
import type { WordClassifier } from '../sentiment/word-classifier.ts'
import { compileDictionary } from '../themes/find-themes.ts'
import { annotateComment } from './annotate-comment.ts'

const terms = { en: ['expensive', 'price'], fr: ['cher'] }
const price = { id: 'price', name: 'Price', parentId: null, terms, exclusions: [] }
const dictionary = compileDictionary([price])
/** A workspace whose French customers say that the rest is well, and who hardly speak of prices. */
const classifier: WordClassifier = {
  praised: 500,
  complained: 500,
  odds: new Map([
    ['reste', 2],
    ['le reste', 2],
    ['va bien', 2],
    ['horriblement', -2.5],
    ['horriblement cher', -2.5],
  ]),
}
const read = (text: string) =>
  annotateComment(text, dictionary, { classifier }).map(({ themeId, sentiment }) => [
    themeId,
    sentiment,
  ])

test('praise of something else is no praise of the theme, in a language that no lexicon knows', () => {
  expect(read("Trop cher pour ce que c'est, le reste va bien.")).toEqual([
    ['', 'positive'],
    ['price', 'unsure'],
  ])
  expect(read('C’est horriblement cher, le reste va bien.')).toContainEqual(['price', 'negative'])
})

test('where a lexicon knows the language, a clause that says nothing takes what its sentence says', () => {
  expect(read('The price, I must say, is awful.')).toContainEqual(['price', 'negative'])
  expect(read('Too expensive, the rest is great.')).toContainEqual(['price', 'negative'])
})
