import { tokenise, type Token } from '../sentiment/tokenise.ts'
import type { Theme } from './contract.ts'

/** A place in a text where a theme is named. */
export interface ThemeMatch {
  themeId: string
  /** UTF-16 units, end exclusive. */
  start: number
  end: number
}

interface CompiledTerm {
  themeId: string
  words: readonly string[]
  exclusion: boolean
}

/** The dictionary of one language, ready to be looked up by the first word of a term. */
interface CompiledLanguage {
  byWord: ReadonlyMap<string, readonly CompiledTerm[]>
  /** Terms whose first word is open at its end (`bill*`), by its first two letters. */
  byPrefix: ReadonlyMap<string, readonly CompiledTerm[]>
}

/** A dictionary of themes, made ready once for many comments. */
export interface Dictionary {
  themes: readonly Pick<Theme, 'id' | 'name' | 'parentId'>[]
  languages: ReadonlyMap<string, CompiledLanguage>
}

/** Makes a dictionary ready. Terms of `any` are part of every language. */
export function compileDictionary(
  themes: readonly Pick<Theme, 'id' | 'name' | 'parentId' | 'terms' | 'exclusions'>[],
): Dictionary {
  const languages = new Set(themes.flatMap(({ terms }) => Object.keys(terms)))
  languages.add('any')
  const compiled = new Map<string, CompiledLanguage>()
  for (const language of languages) {
    compiled.set(language, compileTerms(termsOf(themes, [language, 'any'])))
  }
  compiled.set('all', compileTerms(termsOf(themes, [...languages])))
  return {
    themes: themes.map(({ id, name, parentId }) => ({ id, name, parentId })),
    languages: compiled,
  }
}

function termsOf(
  themes: readonly Pick<Theme, 'id' | 'terms' | 'exclusions'>[],
  languages: readonly string[],
): CompiledTerm[] {
  const compile = (themeId: string, text: string, exclusion: boolean): CompiledTerm[] => {
    const words = splitTerm(text)
    return words.length === 0 ? [] : [{ themeId, words, exclusion }]
  }
  return themes.flatMap(({ id, terms, exclusions }) => [
    ...[...new Set(languages)].flatMap((language) =>
      (terms[language] ?? []).flatMap((text) => compile(id, text, false)),
    ),
    ...exclusions.flatMap((text) => compile(id, text, true)),
  ])
}

/** The words of a term, in lower case; an open end stays a star. */
function splitTerm(text: string): string[] {
  return text
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      const open = word.endsWith('*')
      return tokenise(word).map((token, index, all) =>
        open && index === all.length - 1 ? `${token.word}*` : token.word,
      )
    })
}

function compileTerms(terms: readonly CompiledTerm[]): CompiledLanguage {
  const byWord = new Map<string, CompiledTerm[]>()
  const byPrefix = new Map<string, CompiledTerm[]>()
  const add = (map: Map<string, CompiledTerm[]>, key: string, term: CompiledTerm) =>
    map.set(key, [...(map.get(key) ?? []), term])
  for (const term of terms) {
    const first = term.words[0]!
    if (first.endsWith('*')) add(byPrefix, first.slice(0, 2), term)
    else add(byWord, first, term)
  }
  return { byWord, byPrefix }
}

const endings = ['s', 'es', 'ed', 'd', 'ing', 'e', 'en', 'n', 'er', 'ern', 'em'] as const

/**
 * Finds the themes that a text names, in the order in which they stand. A term matches its word with
 * the usual English and German endings; a longer term that excludes (`support group`) takes the place
 * of a shorter one inside it. Deterministic.
 *
 * @param language `en`, `de` …; for a language without terms of its own all terms are tried
 */
export function findThemes(
  text: string,
  language: string | null,
  dictionary: Dictionary,
): ThemeMatch[] {
  return findThemesIn(tokenise(text), language, dictionary)
}

/** The same for a text that was split into words before. */
export function findThemesIn(
  tokens: readonly Token[],
  language: string | null,
  dictionary: Dictionary,
): ThemeMatch[] {
  const key = language?.toLowerCase().split(/[-_]/)[0] ?? 'all'
  const compiled = dictionary.languages.get(key) ?? dictionary.languages.get('all')!
  const matches: ThemeMatch[] = []
  const barred: ThemeMatch[] = []
  tokens.forEach((token, at) => {
    for (const term of candidates(compiled, token.word)) {
      if (!standsAt(term.words, tokens, at)) continue
      const end = tokens[at + term.words.length - 1]!.end
      const match = { themeId: term.themeId, start: token.start, end }
      ;(term.exclusion ? barred : matches).push(match)
    }
  })
  return dropDoubles(
    matches.filter(
      (match) =>
        !barred.some(
          (one) =>
            one.themeId === match.themeId && one.start <= match.start && one.end >= match.end,
        ),
    ),
  )
}

function* candidates(compiled: CompiledLanguage, word: string): Generator<CompiledTerm> {
  yield* compiled.byWord.get(word) ?? []
  for (const ending of endings) {
    if (word.length - ending.length >= 3 && word.endsWith(ending))
      yield* compiled.byWord.get(word.slice(0, -ending.length)) ?? []
  }
  yield* compiled.byPrefix.get(word.slice(0, 2)) ?? []
}

function standsAt(words: readonly string[], tokens: readonly Token[], at: number): boolean {
  return words.every((word, offset) => {
    const found = tokens[at + offset]?.word
    return found !== undefined && fits(word, found)
  })
}

function fits(term: string, word: string): boolean {
  if (term.endsWith('*')) return word.startsWith(term.slice(0, -1))
  if (word === term) return true
  const rest = word.startsWith(term) ? word.slice(term.length) : ''
  return term.length >= 3 && endings.some((ending) => ending === rest)
}

/** One match a place and theme: of two that overlap the longer one. */
function dropDoubles(matches: readonly ThemeMatch[]): ThemeMatch[] {
  return matches.filter(
    (match, index) =>
      !matches.some(
        (other, position) =>
          position !== index &&
          other.themeId === match.themeId &&
          other.start <= match.start &&
          other.end >= match.end &&
          (other.end - other.start > match.end - match.start || position < index),
      ),
  )
}
