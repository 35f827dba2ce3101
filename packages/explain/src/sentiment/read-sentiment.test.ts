import { expect, test } from 'vitest'
import fc from 'fast-check'
import { readSentiment } from './read-sentiment.ts'
import { rateReadings, readLabelledSet } from './test/labelled-set.ts'
import { tokenise } from './tokenise.ts'
import { learnWords, leastCommentsToLearn } from './word-classifier.ts'

const read = (text: string) => readSentiment(text).sentiment

test.each([
  ['Support never answered my ticket and I was billed twice.', 'negative'],
  ['Der Support ist furchtbar.', 'negative'],
  ['Nothing to complain about.', 'positive'],
  ['Not bad at all, setup was painless.', 'positive'],
])('reads a sentence that four packages misread: %s', (text, sentiment) => {
  expect(read(text)).toBe(sentiment)
})

test.each([
  ['The fault desk was quick.', 'positive'],
  ['Great, another outage.', 'negative'],
  ['The old version was better.', 'negative'],
  ['Not expensive and well made.', 'positive'],
  ['I could not find a single error.', 'positive'],
  ['Lovely hotel, dreadful food.', 'mixed'],
  ['When does the sale start?', 'mixed'],
  ['The food was too salty.', 'negative'],
  ['Die App funktioniert nicht.', 'negative'],
  ['Keine versteckten Kosten.', 'positive'],
])('%s is %s', (text, sentiment) => {
  expect(read(text)).toBe(sentiment)
})

test('the held-out part is read as well as is promised', () => {
  const held = readLabelledSet().filter(({ part }) => part === 'test')
  expect(held.length).toBeGreaterThan(300)
  const figures = rateReadings(
    held.map(({ label, text }) => {
      const { sentiment } = readSentiment(text)
      return { label, read: sentiment === 'mixed' ? 'other' : sentiment }
    }),
  )
  expect(figures.macroF1).toBeGreaterThanOrEqual(0.85)
  expect(figures.abstained).toBeLessThanOrEqual(0.2)
})

test('the set has no sentence twice, and both languages in both parts', () => {
  const set = readLabelledSet()
  expect(new Set(set.map(({ text }) => text)).size).toBe(set.length)
  expect(set.length).toBeGreaterThanOrEqual(600)
  for (const part of ['development', 'test']) {
    for (const language of ['en', 'de']) {
      expect(
        set.filter((one) => one.part === part && one.language === language).length,
      ).toBeGreaterThan(30)
    }
  }
})

test('two words of a third language are not read by a lexicon that knows a part of one', () => {
  for (const text of ['Trop cher', 'Trop cher.', 'Muy caro', 'Troppo caro', 'Te duur']) {
    expect([text, readSentiment(text).sentiment]).toEqual([text, 'unsure'])
  }
  expect(readSentiment('Too expensive').sentiment).toBe('negative')
  expect(readSentiment('Zu teuer').sentiment).toBe('negative')
})

test('it abstains from a language it does not know, until the workspace has taught it', () => {
  const bad = 'Encore une panne et personne ne répond'
  expect(readSentiment(bad)).toMatchObject({ language: 'other', sentiment: 'unsure' })
  const comments = Array.from({ length: 2 * leastCommentsToLearn }, (_, index) => ({
    tokens: tokenise(index % 2 === 0 ? 'Encore une panne, trop cher' : 'Service rapide et aimable'),
    side: index % 2 === 0 ? (-1 as const) : (1 as const),
  }))
  const classifier = learnWords(comments)
  expect(readSentiment(bad, { classifier }).sentiment).toBe('negative')
  expect(learnWords(comments.slice(0, 100))).toBeUndefined()
})

test('what is learnt does not depend on the order of the comments', () => {
  const texts = ['slow line again', 'fast and friendly', 'slow bill', 'friendly shop, fast help']
  const comments = Array.from({ length: 400 }, (_, index) => ({
    tokens: tokenise(texts[index % 4]!),
    side: index % 2 === 0 ? (-1 as const) : (1 as const),
  }))
  const forwards = learnWords(comments)!
  const backwards = learnWords([...comments].reverse())!
  expect([...backwards.odds].sort()).toEqual([...forwards.odds].sort())
})

test('the score decides what the words leave open, and never against them', () => {
  const torn = 'The line is fast, the queue was endless.'
  expect(readSentiment(torn, { prior: -1 }).sentiment).not.toBe('positive')
  expect(readSentiment('Terrible.', { prior: 1 }).sentiment).toBe('negative')
  expect(readSentiment('We stayed for three nights.', { prior: -1 }).sentiment).not.toBe('negative')
})

test('any text gives clauses inside it, in order, and the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const first = readSentiment(text)
      expect(readSentiment(text)).toEqual(first)
      let end = 0
      for (const clause of first.clauses) {
        expect(clause.start).toBeGreaterThanOrEqual(end)
        expect(clause.end).toBeGreaterThan(clause.start)
        expect(clause.confidence).toBeGreaterThanOrEqual(0)
        expect(clause.confidence).toBeLessThanOrEqual(1)
        end = clause.end
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
  )
})
