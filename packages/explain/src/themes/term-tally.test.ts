import { expect, test } from 'vitest'
import { tokenise } from '../sentiment/tokenise.ts'
import { TermTally } from './term-tally.ts'

function tallyOf(comments: readonly (readonly [text: string, side: -1 | 0 | 1, count: number])[]) {
  const tally = new TermTally()
  for (const [text, side, count] of comments)
    for (let at = 0; at < count; at += 1) tally.add(tokenise(text), 'en', side)
  return tally
}

test('a pair that tells what of is suggested, not the commonplace words around it', () => {
  const suggestions = tallyOf([
    ['They told me twice that the boarding pass was gone again after two weeks', -1, 60],
    ['I went with them last year and got there', 1, 200],
    ['The seat was there when I came', 0, 100],
    ['They said it would take a day', -1, 140],
  ]).suggest(5)
  expect(suggestions.map(({ term, side }) => `${side} ${term}`)).toEqual([
    'detractor boarding pass',
  ])
})

test('a word that both sides and the background use alike is no suggestion, however common', () => {
  const suggestions = tallyOf([
    ['the flight to the sea', 1, 400],
    ['the flight over land', -1, 380],
    ['a flight', 0, 500],
    ['lost luggage on the flight', -1, 40],
  ]).suggest(5)
  const terms = suggestions.map(({ term }) => term)
  expect(terms.some((term) => term.includes('luggage'))).toBe(true)
  expect(terms.some((term) => term.includes('flight'))).toBe(false)
})

test('a rare word is no suggestion, and with one side alone there is none', () => {
  const rare = tallyOf([
    ['a broken armrest', -1, 7],
    ['nothing to say', -1, 300],
    ['nothing to say', 1, 300],
  ])
  expect(rare.suggest(5)).toEqual([])
  expect(tallyOf([['a broken armrest', -1, 70]]).suggest(5)).toEqual([])
})

test('a word that is mostly by itself stands by itself', () => {
  const suggestions = tallyOf([
    ['the armrest', -1, 90],
    ['the left armrest', -1, 10],
    ['a window', 1, 200],
    ['a door', 0, 200],
    ['a door', -1, 100],
  ]).suggest(3)
  expect(suggestions.map(({ term }) => term)).toContain('armrest')
})
