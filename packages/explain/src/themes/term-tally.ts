import type { Token } from '../sentiment/tokenise.ts'
import { isStopWord } from './stop-words.ts'

/** A term must be in this many comments … */
const leastUses = 8
/** … and in this share of all, whichever is more. */
const leastShare = 0.002
/** Prior counts: so many comments' worth at least, and this share of all there are. */
const priorComments = 200
const priorShare = 0.1
/** Fewer standard errors from 0 than these say nothing. */
const leastZ = 2.6
/** A side uses the term this many times as often as the other, after shrinking. */
const leastRatio = 1.5
/** A pair stands for its word where it is this share of the word's uses. */
const pairShare = 0.4

export interface Suggested {
  term: string
  language: string
  side: 'promoter' | 'detractor'
  promoters: number
  detractors: number
  z: number
}

interface TermCount {
  term: string
  language: string
  promoters: number
  detractors: number
  /** Those of neither side are in the background too. */
  all: number
}

interface Scored extends TermCount {
  z: number
  /** Log-odds. */
  odds: number
}

/**
 * Counts in how many comments of promoters and of detractors each word and pair of words is, and says
 * which set them apart: log-odds with an informative Dirichlet prior whose shares are those of the
 * background, all comments together. Source: Monroe, Colaresi and Quinn (2008), Fightin' Words,
 * Political Analysis 16(4), equations 16 to 22.
 */
export class TermTally {
  readonly sides = { promoters: 0, detractors: 0 }
  private comments = 0
  private readonly counts = new Map<string, TermCount>()

  /** @param side 1 of a promoter, -1 of a detractor, 0 of neither: background alone */
  add(tokens: readonly Token[], language: string, side: -1 | 0 | 1): void {
    this.comments += 1
    const name = side === 1 ? 'promoters' : side === -1 ? 'detractors' : null
    if (name !== null) this.sides[name] += 1
    for (const term of termsIn(tokens, language)) {
      const key = `${language} ${term}`
      const count = this.counts.get(key) ?? { term, language, promoters: 0, detractors: 0, all: 0 }
      this.counts.set(key, count)
      count.all += 1
      if (name !== null) count[name] += 1
    }
  }

  suggest(most: number): Suggested[] {
    const { promoters, detractors } = this.sides
    if (Math.min(promoters, detractors) === 0) return []
    const least = Math.max(leastUses, leastShare * this.comments)
    const scored = [...this.counts.values()]
      .filter((count) => count.promoters + count.detractors >= least)
      .map((count) => this.score(count))
      .filter(({ z, odds }) => Math.abs(z) >= leastZ && Math.abs(odds) >= Math.log(leastRatio))
      .sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.term < b.term ? -1 : 1))
    const chosen: Scored[] = []
    const said = new Set<string>()
    for (const one of scored) {
      if (chosen.length >= most) break
      // A pair and its words say the same: one of them is enough.
      if (one.term.split(' ').some((word) => said.has(word))) continue
      const told = pairFor(one, scored) ?? one
      chosen.push(told)
      for (const word of told.term.split(' ')) said.add(word)
    }
    return chosen.map(({ term, language, promoters: glad, detractors: cross, z }) => ({
      ...{ term, language, promoters: glad, detractors: cross, z },
      side: z > 0 ? 'promoter' : 'detractor',
    }))
  }

  private score(count: TermCount): Scored {
    const { promoters, detractors } = this.sides
    const strength = Math.max(priorComments, priorShare * this.comments)
    const prior = (strength * count.all) / this.comments
    const [glad, cross] = [count.promoters + prior, count.detractors + prior]
    // A word that is in every comment of a side leaves nothing to divide by.
    const oddsOf = (uses: number, all: number) =>
      Math.log(uses / Math.max(0.5, all + strength - uses))
    const odds = oddsOf(glad, promoters) - oddsOf(cross, detractors)
    return { ...count, odds, z: odds / Math.sqrt(1 / glad + 1 / cross) }
  }
}

/** The pair that says what a word is about, where the word is mostly in it. */
function pairFor(one: Scored, scored: readonly Scored[]): Scored | undefined {
  if (one.term.includes(' ')) return undefined
  return scored.find(
    ({ term, language, all, z }) =>
      language === one.language &&
      z > 0 === one.z > 0 &&
      term.includes(' ') &&
      term.split(' ').includes(one.term) &&
      all >= pairShare * one.all,
  )
}

function termsIn(tokens: readonly Token[], language: string): Set<string> {
  const terms = new Set<string>()
  const isTerm = ({ word }: Token): boolean =>
    word.length >= 3 && !/^\d+$/.test(word) && !isStopWord(word, language)
  tokens.forEach((token, at) => {
    if (!isTerm(token)) return
    terms.add(token.word)
    const next = tokens[at + 1]
    if (next !== undefined && next.start - token.end === 1 && isTerm(next))
      terms.add(`${token.word} ${next.word}`)
  })
  return terms
}
