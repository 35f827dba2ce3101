/** What a word or phrase says by itself, before its surroundings are looked at. */
export interface Mark {
  /** Below 0 negative, above 0 positive; about 1 for a mild word and 3 for a strong one. */
  weight: number
  /**
   * What a customer takes for granted (`answer`, `work`, `fit`): says little when it is there and much
   * when it is denied.
   */
  expected?: true
  /** May name a thing instead (`fault desk`, `pain clinic`): says nothing before a noun of service. */
  noun?: true
}

/** A phrase read as one: `words` are alternatives per place, `*` stands for up to two other words, `#` for a number. */
export interface Phrase {
  words: readonly (ReadonlySet<string> | '*' | '#')[]
  weight: number
  /** The weight already holds what a denial in it says. */
  fixed: boolean
  /** Says outright that something is middling, or only asks for something. */
  middling: boolean
}

/** What one language brings to the reading of sentiment. */
export interface Lexicon {
  marks: ReadonlyMap<string, Mark>
  phrases: ReadonlyMap<string, readonly Phrase[]>
  /** Words that deny what follows them. */
  negators: ReadonlySet<string>
  /** Words that deny what stands before them (German verbs come last: `funktioniert nicht`). */
  lateNegators: ReadonlySet<string>
  /** Words that make the next mark stronger or weaker, with their factor. */
  degrees: ReadonlyMap<string, number>
  /** `and`: may end the reach of a denial. */
  joints: ReadonlySet<string>
  /** Words that turn the sentence round: what stands after them weighs as much as what stood before. */
  contrasts: ReadonlySet<string>
  /** `too`: makes a complaint of a plain property. */
  excess: ReadonlySet<string>
  /** Nouns of service: a mark that may be a noun says nothing in front of one. */
  serviceNouns: ReadonlySet<string>
  /** First words of a request. */
  requests: ReadonlySet<string>
  /** Words that say outright that something is middling. */
  middling: ReadonlySet<string>
  /** Openings of a sentence that tells a plain circumstance. */
  plainOpenings: readonly RegExp[]
  /** Words that, with a plain opening, still hint at trouble. */
  trouble: ReadonlySet<string>
  /** The dictionary forms a word may have come from, the likeliest first. */
  stems: (word: string) => Generator<string>
  /** Comparative words that speak well of others or of the past when these are named. */
  rivals: ReadonlySet<string>
  /** Words that place a comparison in the past: `used to`, `old`. */
  past: ReadonlySet<string>
}

/** Words of a text separated by white space. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** The marks of groups of words, each with its weight. */
export function marksOf(
  groups: readonly { weight: number; words: string; expected?: true; noun?: true }[],
): Map<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const { words: list, ...mark } of groups)
    for (const word of words(list)) marks.set(word, mark)
  return marks
}

/**
 * Phrases by their first word. One phrase a line, alternatives with `/`, `*` for up to two words and `#` for a number; a
 * phrase that begins with `~` may be denied by what stands before it, any other is taken as it is.
 */
export function phrasesOf(
  groups: readonly { weight: number; lines: string; middling?: true }[],
): Map<string, Phrase[]> {
  const phrases = new Map<string, Phrase[]>()
  for (const { weight, lines, middling = false } of groups) {
    for (const line of lines.split('\n').map((text) => text.trim())) {
      if (line === '') continue
      const fixed = !line.startsWith('~')
      const places = words(fixed ? line : line.slice(1)).map((place) =>
        place === '*' || place === '#' ? place : new Set(place.split('/')),
      )
      const phrase = { words: places, weight, fixed, middling }
      const [first] = places
      for (const key of first instanceof Set ? first : ['#']) {
        phrases.set(key, [...(phrases.get(key) ?? []), phrase])
      }
    }
  }
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length)
  return phrases
}
