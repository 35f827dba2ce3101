import type { Token } from './tokenise.ts'

/** Log-odds of words and pairs of words, learnt from the workspace's own scores and comments. */
export interface WordClassifier {
  /** How many comments it was learnt from, by side. */
  praised: number
  complained: number
  /** Feature to its log-odds of praise against complaint, shrunk towards 0 where it was rare. */
  odds: ReadonlyMap<string, number>
}

/** A comment with the side its respondent's score is on. */
export interface ScoredComment {
  tokens: readonly Token[]
  /** 1 for a promoter or a satisfied one, -1 for a detractor or a dissatisfied one. */
  side: 1 | -1
}

/** Fewer comments on either side teach nothing. */
export const leastCommentsToLearn = 100
/** A feature must have been in this many comments. */
const leastUses = 5
/** Prior counts of a feature, spread by how common it is on both sides together. */
const priorStrength = 10
/** No feature says more than this. */
const mostOdds = 3
/** Below this a feature is a common word and says nothing. */
const leastOdds = 0.5

/** Single words and neighbouring pairs: a pair holds its denial (`not good`). */
function* featuresOf(tokens: readonly Token[]): Generator<string> {
  for (let index = 0; index < tokens.length; index += 1) {
    const { word } = tokens[index]!
    yield word
    const next = tokens[index + 1]
    if (next) yield `${word} ${next.word}`
  }
}

/**
 * Learns from comments whose respondents have given a score. Log-odds with an informative Dirichlet
 * prior: Monroe, Colaresi and Quinn (2008), Fightin' Words, Political Analysis 16(4), equation 15; the
 * prior is the corpus itself. The order of the comments does not matter.
 *
 * @returns undefined where either side has fewer than a hundred comments
 */
export function learnWords(comments: Iterable<ScoredComment>): WordClassifier | undefined {
  const counts = new Map<string, { praised: number; complained: number }>()
  const sides = { praised: 0, complained: 0 }
  for (const { tokens, side } of comments) {
    const key = side === 1 ? 'praised' : 'complained'
    sides[key] += 1
    for (const feature of new Set(featuresOf(tokens))) {
      const known = counts.get(feature)
      if (known) known[key] += 1
      else counts.set(feature, { praised: 0, complained: 0, [key]: 1 })
    }
  }
  if (Math.min(sides.praised, sides.complained) < leastCommentsToLearn) return undefined
  const odds = new Map<string, number>()
  for (const [feature, count] of counts) {
    const uses = count.praised + count.complained
    if (uses < leastUses) continue
    const value = logOdds(count, sides)
    if (Math.abs(value) >= leastOdds)
      odds.set(feature, Math.max(-mostOdds, Math.min(mostOdds, value)))
  }
  return { ...sides, odds }
}

function logOdds(
  count: { praised: number; complained: number },
  sides: { praised: number; complained: number },
): number {
  const share = (count.praised + count.complained) / (sides.praised + sides.complained)
  const odds = (uses: number, all: number) => {
    const prior = priorStrength * share
    return Math.log((uses + prior) / (all + priorStrength - uses - prior))
  }
  return odds(count.praised, sides.praised) - odds(count.complained, sides.complained)
}

/**
 * What the classifier says of a clause: above 0 praise, below 0 complaint, 0 when it knows too little.
 * The mean of its strongest features, so that a long clause is not surer than a short one.
 */
export function readWords(classifier: WordClassifier, tokens: readonly Token[]): number {
  const values: number[] = []
  for (const feature of featuresOf(tokens)) {
    const value = classifier.odds.get(feature)
    if (value !== undefined) values.push(value)
  }
  if (values.length < 2) return 0
  values.sort((a, b) => Math.abs(b) - Math.abs(a))
  const strongest = values.slice(0, 4)
  return strongest.reduce((sum, value) => sum + value, 0) / strongest.length
}
