import type { Lexicon, Mark, Phrase } from './lexicon.ts'
import type { Token } from './tokenise.ts'

/** What the words of a clause say: praise and complaint, each 0 or more. */
export interface Evidence {
  praise: number
  complaint: number
  /** True when it says outright that something is middling. */
  middling: boolean
}

/** A denial reaches this many words to its right. */
const denialReach = 5

const numberWords = new Set(
  `one two three four five six seven eight nine ten twelve twenty thirty forty fifty several many few couple
  hundred zwei drei vier fünf sechs sieben acht neun zehn mehrere einer eine einige`.split(/\s+/),
)

const memory = new WeakMap<Lexicon, Map<string, Mark | null>>()
const mostRemembered = 50_000

/** The mark of a word in any of its forms. */
export function findMark(lexicon: Lexicon, word: string): Mark | undefined {
  let known = memory.get(lexicon)
  if (!known) memory.set(lexicon, (known = new Map<string, Mark | null>()))
  const remembered = known.get(word)
  if (remembered !== undefined) return remembered ?? undefined
  let mark = lexicon.marks.get(word)
  if (!mark) {
    for (const stem of lexicon.stems(word)) {
      mark = lexicon.marks.get(stem)
      if (mark) break
    }
  }
  if (known.size >= mostRemembered) known.clear()
  known.set(word, mark ?? null)
  return mark
}

/** Adds up what the words of a clause say, with denials, degrees, comparisons and nouns of service. */
export function scoreWords(lexicon: Lexicon, tokens: readonly Token[]): Evidence {
  const reading = new Reading()
  for (let at = 0; at < tokens.length;) {
    const { word } = tokens[at]!
    const found = findPhrase(lexicon, tokens, at)
    if (found) {
      reading.addPhrase(found.phrase, at)
      at += found.length
      continue
    }
    if (lexicon.middling.has(word)) reading.evidence.middling = true
    if (lexicon.negators.has(word)) reading.deny(at)
    else if (lexicon.excess.has(word)) reading.excess = true
    else if (lexicon.degrees.has(word)) reading.degree *= lexicon.degrees.get(word)!
    else if (lexicon.joints.has(word)) reading.joined = true
    else {
      const mark = readMark(lexicon, tokens, at)
      if (mark) reading.addMark(mark, at, deniedLater(lexicon, tokens, at))
      else if (reading.excess) reading.addExcess(at)
    }
    at += 1
  }
  return reading.evidence
}

/** What has been read of a clause so far, and what still acts on the next mark. */
class Reading {
  readonly evidence: Evidence = { praise: 0, complaint: 0, middling: false }
  degree = 1
  excess = false
  /** An `and` has been passed since the last denied mark. */
  joined = false
  private deniedAt = -Infinity
  /** The sign of what the running denial was about, 0 before. */
  private deniedSign = 0
  /** What the denial of an expected word has added; taken back when it denies a complaint after all. */
  private expectation = 0

  deny(at: number): void {
    this.deniedAt = at
    this.deniedSign = 0
    this.expectation = 0
    this.joined = false
  }

  addPhrase({ weight, fixed, middling }: Phrase, at: number): void {
    if (middling) this.evidence.middling = true
    this.add(!fixed && this.isDenied(at, weight) ? -0.8 * weight : weight)
    this.settle()
  }

  addMark(mark: Mark, at: number, late: boolean): void {
    const { weight, expected } = mark
    const denied = late || this.isDenied(at, weight)
    if (expected === true) {
      if (denied && this.expectation === 0) {
        this.expectation = 1.8
        this.add(-this.expectation)
      }
      return
    }
    if (!denied) {
      this.add(this.excess ? -Math.max(1.5, Math.abs(weight)) : weight * this.degree)
    } else {
      this.deniedSign = Math.sign(weight)
      // A denied praise complains; a denied complaint praises, a little less.
      if (weight > 0) this.add(-Math.max(1.4, 0.8 * weight))
      else if (weight < -0.7) {
        this.evidence.complaint -= this.expectation
        this.expectation = 0
        this.add(Math.min(1.8, -weight))
      }
    }
    this.settle()
  }

  /** `too` before a plain word: `too long`, `too many`. */
  addExcess(at: number): void {
    if (!this.isDenied(at, -1)) this.add(-1.5)
    this.settle()
  }

  /** `not dear and well made`: the denial ends at `and` before a word of the other side. */
  private isDenied(at: number, weight: number): boolean {
    if (at - this.deniedAt > denialReach) return false
    return !(this.joined && this.deniedSign !== 0 && Math.sign(weight) !== this.deniedSign)
  }

  private settle(): void {
    this.degree = 1
    this.excess = false
    this.joined = false
  }

  private add(weight: number): void {
    if (weight > 0) this.evidence.praise += weight
    else this.evidence.complaint -= weight
  }
}

function readMark(lexicon: Lexicon, tokens: readonly Token[], at: number): Mark | undefined {
  const { word } = tokens[at]!
  const mark = findMark(lexicon, word)
  if (!mark) return undefined
  const next = tokens[at + 1]?.word
  if (mark.noun === true && next !== undefined && lexicon.serviceNouns.has(next)) return undefined
  return turnComparison(lexicon, tokens, at, mark)
}

/** `The old version was better`, `others do this faster`, `it used to be good`: praise of something else. */
function turnComparison(lexicon: Lexicon, tokens: readonly Token[], at: number, mark: Mark): Mark {
  if (mark.weight <= 0) return mark
  const before = tokens.slice(0, at)
  if (before.some(({ word }) => lexicon.past.has(word))) return { weight: -mark.weight }
  const { word } = tokens[at]!
  const compares = word.endsWith('er') || word === 'more' || word === 'besser'
  const than = tokens[at + 1]?.word === 'than' || tokens[at + 1]?.word === 'als'
  const pastTense = before.some(({ word: one }) => one === 'was' || one === 'war')
  if (compares && !than && before.some(({ word: one }) => lexicon.rivals.has(one)))
    return { weight: -mark.weight }
  const after = tokens[at + 1]?.word
  return compares && pastTense && (after === 'before' || after === 'früher')
    ? { weight: -mark.weight }
    : mark
}

function deniedLater(lexicon: Lexicon, tokens: readonly Token[], at: number): boolean {
  if (lexicon.lateNegators.size === 0) return false
  return tokens.slice(at + 1, at + 4).some(({ word }) => lexicon.lateNegators.has(word))
}

/** The longest phrase that begins at a word, with how many words it takes. */
function findPhrase(
  lexicon: Lexicon,
  tokens: readonly Token[],
  at: number,
): { phrase: Phrase; length: number } | undefined {
  const { word } = tokens[at]!
  const starts = [lexicon.phrases.get(word), isNumber(word) ? lexicon.phrases.get('#') : undefined]
  for (const list of starts) {
    for (const phrase of list ?? []) {
      const length = matchPhrase(phrase.words, tokens, at)
      if (length > 0) return { phrase, length }
    }
  }
  return undefined
}

function matchPhrase(places: Phrase['words'], tokens: readonly Token[], start: number): number {
  let at = start
  for (let place = 0; place < places.length; place += 1) {
    const wanted = places[place]!
    if (wanted === '*') {
      const next = places[place + 1]
      if (next === undefined) return tokens.length > at ? at - start : 0
      let skipped = 0
      while (skipped < 2 && at < tokens.length && !fits(next, tokens[at]!.word)) {
        at += 1
        skipped += 1
      }
      continue
    }
    if (at >= tokens.length || !fits(wanted, tokens[at]!.word)) return 0
    at += 1
  }
  return at - start
}

function fits(place: Phrase['words'][number], word: string): boolean {
  if (place === '#') return isNumber(word)
  return place !== '*' && place.has(word)
}

function isNumber(word: string): boolean {
  return numberWords.has(word) || /^\d+$/.test(word)
}
