import { arabic } from './arabic.ts'
import { dutch } from './dutch.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import { polish } from './polish.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'
import type { PageWords } from './wording.ts'

const all: Readonly<Record<string, PageWords>> = {
  en: english,
  de: german,
  ar: arabic,
  fr: french,
  es: spanish,
  it: italian,
  nl: dutch,
  pt: portuguese,
  pl: polish,
}

/** Languages that the page speaks itself; a survey in another has English buttons and labels. */
export const pageLanguages = Object.keys(all)

export function wordsOf(language: string): PageWords {
  return all[language.split('-')[0]!.toLowerCase()] ?? english
}

/** Puts values into a sentence. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

const rightToLeft = /^(ar|he|fa|ur|ps|sd|ug|yi|dv|ckb|ku-arab)(-|$)/i

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr'
}

/** A language in its own words, for the menu. */
export function nameLanguage(language: string): string {
  return (
    new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ??
    language
  )
}
