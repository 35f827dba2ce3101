import { expect, test } from 'vitest'
import { mailLanguages, wordsFor } from '../../invitation-mail/mail-words.ts'
import { directionOf, pageLanguages, wordsOf } from './page-words.ts'

/** What a sentence leaves open, in the order of the alphabet. */
const gaps = (words: object): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(words).map(([name, text]) => [
      name,
      (String(text).match(/\{\w+\}/g) ?? []).sort(),
    ]),
  )

test.each(pageLanguages)(
  'the page and the mail in %s fill in what the English ones do',
  (language) => {
    expect(gaps(wordsOf(language))).toEqual(gaps(wordsOf('en')))
    expect(gaps(wordsFor(language))).toEqual(gaps(wordsFor('en')))
    if (language === 'en') return
    const same = Object.entries(wordsOf(language)).filter(
      ([name, text]) => text === wordsOf('en')[name as keyof ReturnType<typeof wordsOf>],
    )
    expect(same).toEqual([])
  },
)

test('who is asked by mail in a language answers on a page in it', () => {
  expect([...mailLanguages].sort()).toEqual([...pageLanguages].sort())
})

test('a region changes neither words nor direction, and a language that is not there is English', () => {
  expect(wordsOf('pt-BR')).toBe(wordsOf('pt'))
  expect(wordsOf('fi')).toBe(wordsOf('en'))
  expect(['ar-EG', 'he', 'fa', 'ckb'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl'])
  expect(['en', 'pl', 'arn'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr'])
})
