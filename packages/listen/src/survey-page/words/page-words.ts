import { arabic } from './arabic.ts'
import { dutch } from './dutch.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import { polish } from './polish.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'

/** The page's own words, in one language. The words of the scales are the published ones. */
export interface PageWords {
  send: string
  next: string
  back: string
  progress: string
  required: string
  mustAnswer: string
  tooMany: string
  problems: string
  chosen: string
  kept: string
  keptHere: string
  busy: string
  changed: string
  thanks: string
  thanksText: string
  overTitle: string
  overText: string
  goneTitle: string
  goneText: string
  language: string
  choose: string
  stop: string
  stopTitle: string
  stopText: string
  stopButton: string
  stoppedTitle: string
  stoppedText: string
  useTitle: string
  useNamed: string
  useAnonymous: string
  useKept: string
  clear: string
  nps: [string, string]
  csat: [string, string]
  ces: [string, string]
  trademark: string
}

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
