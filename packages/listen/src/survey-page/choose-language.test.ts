import { expect, test } from 'vitest'
import { chooseLanguage } from './choose-language.ts'

test.each([
  [undefined, undefined, 'en'],
  ['ar', 'de', 'ar'],
  [undefined, 'de-CH,fr;q=0.9', 'de'],
  [undefined, 'fr, de;q=0.2, ar;q=0.8', 'ar'],
  [undefined, 'fr;q=1', 'en'],
  ['xx', 'de', 'de'],
  ['"><script>', '*;q=0.1, ,;;q=x', 'en'],
  ['AR-EG', undefined, 'ar'],
])('chosen %s and accepted %s gives %s', (chosen, accepted, language) => {
  expect(chooseLanguage(['en', 'de', 'ar'], chosen, accepted)).toBe(language)
})
