import { gateLanguage, type ReadLanguage } from './language-gate.ts'
import { german } from './lexicon-de.ts'
import { english } from './lexicon-en.ts'
import type { Lexicon } from './lexicon.ts'
import { findMark, scoreWords, type Evidence } from './score-words.ts'
import { splitClauses, tokenise, type Clause, type Token } from './tokenise.ts'
import { readWords, type WordClassifier } from './word-classifier.ts'

/** `mixed` stands for neutral too: neither praise nor complaint outweighs the other. */
export type Sentiment = 'positive' | 'negative' | 'mixed' | 'unsure'

export interface ReadClause {
  sentiment: Sentiment
  /** How sure, in [0, 1]: about the share of readings of this kind that are right. */
  confidence: number
  start: number
  end: number
  sentence: number
}

export interface ReadText {
  language: ReadLanguage | 'other'
  /** Of the text as a whole. */
  sentiment: Sentiment
  confidence: number
  clauses: ReadClause[]
}

export interface ReadOptions {
  /** Language as the survey tool noted it. */
  language?: string | null | undefined
  /** What the respondent's score says: 1 promoter or satisfied, -1 detractor or dissatisfied, 0 between or unknown. */
  prior?: -1 | 0 | 1 | undefined
  /** Learnt from the workspace's own scores and comments. */
  classifier?: WordClassifier | undefined
}

const lexicons: Record<ReadLanguage, Lexicon> = { en: english, de: german }

const known = (language: ReadLanguage, word: string): boolean =>
  findMark(lexicons[language], word) !== undefined ||
  lexicons[language].middling.has(word) ||
  lexicons[language].phrases.has(word)

/** Below this the reader abstains. */
const leastConfidence = 0.6
/** The weaker side may have at most this share of the stronger one, else the text is mixed. */
const mixedShare = 0.48
/** What a known score adds to its side. */
const priorWeight = 0.6
/** What the classifier's log-odds weigh beside the words of the lexicon. */
const classifierWeight = 0.7

/**
 * Reads the sentiment of a comment: language gate, clauses, and for each clause what its words say,
 * with denials, degrees, idioms and product nouns, weighed with the respondent's score and with a
 * classifier learnt from the workspace. Where the evidence is weak it says `unsure` rather than guess.
 * Deterministic.
 */
export function readSentiment(text: string, options: ReadOptions = {}): ReadText {
  const tokens = tokenise(text)
  const language = gateLanguage(tokens, { noted: options.language, known })
  if (language === 'other') return readUnknown(text, tokens, options)
  const lexicon = lexicons[language]
  const clauses = splitClauses(text, tokens, lexicon.contrasts)
  const evidence = clauses.map((clause) => weigh(lexicon, clause, options))
  const turned = turnSarcasm(clauses, evidence)
  const all = turned.reduce<Evidence>(
    (sum, one) => ({
      praise: sum.praise + one.praise,
      complaint: sum.complaint + one.complaint,
      middling: sum.middling || one.middling,
    }),
    { praise: 0, complaint: 0, middling: false },
  )
  let manner: Manner | undefined
  const tellManner = () => (manner ??= findManner(lexicon, text, tokens, clauses))
  return {
    language,
    ...judge(all, tellManner),
    clauses: clauses.map((clause, index) => ({
      ...judge(turned[index]!, tellManner),
      start: clause.start,
      end: clause.end,
      sentence: clause.sentence,
    })),
  }
}

function weigh(lexicon: Lexicon, clause: Clause, options: ReadOptions): Evidence {
  const evidence = scoreWords(lexicon, clause.tokens)
  const learnt = options.classifier ? readWords(options.classifier, clause.tokens) : 0
  const said = evidence.praise + evidence.complaint > 0 || learnt !== 0
  const lean = classifierWeight * learnt + (said ? priorWeight * (options.prior ?? 0) : 0)
  if (lean > 0) evidence.praise += lean
  else evidence.complaint -= lean
  return evidence
}

const judges = (): Manner => 'judges'

/** In a language that no lexicon knows only the workspace's own classifier can tell. */
function readUnknown(text: string, tokens: readonly Token[], options: ReadOptions): ReadText {
  const clauses = splitClauses(text, tokens, new Set())
  const read = clauses.map((clause) => {
    const learnt = options.classifier ? readWords(options.classifier, clause.tokens) : 0
    return { praise: Math.max(0, learnt), complaint: Math.max(0, -learnt), middling: false }
  })
  const praise = read.reduce((sum, one) => sum + one.praise, 0)
  const complaint = read.reduce((sum, one) => sum + one.complaint, 0)
  return {
    language: 'other',
    ...judge({ praise, complaint, middling: false }, judges),
    clauses: clauses.map(({ start, end, sentence }, index) => ({
      ...judge(read[index]!, judges),
      start,
      end,
      sentence,
    })),
  }
}

/** `Great, another outage.`: a warm word by itself before a complaint is no praise. */
function turnSarcasm(clauses: readonly Clause[], evidence: readonly Evidence[]): Evidence[] {
  return evidence.map((one, index) => {
    const clause = clauses[index]!
    const next = clauses[index + 1]
    const said = evidence[index + 1]
    if (!next || !said || next.contrast || next.sentence !== clause.sentence) return one
    const { length } = clause.tokens
    const alone = length === 1 || (length === 2 && next.tokens.length >= 4)
    const warm = one.praise > 0 && one.complaint === 0
    const sneers = alone && warm && said.complaint > 0 && said.praise === 0
    return sneers ? { ...one, praise: 0, complaint: one.praise } : one
  })
}

/**
 * What a text says beside praise and complaint: it `asks` for something, or it `states` a plain
 * circumstance; neither tells what the writer feels.
 */
type Manner = 'asks' | 'states' | 'judges'

function findManner(
  lexicon: Lexicon,
  text: string,
  tokens: readonly Token[],
  clauses: readonly Clause[],
): Manner {
  if (clauses.length > 0 && clauses.every(({ question }) => question)) return 'asks'
  if (lexicon.requests.has(tokens[0]?.word ?? '')) return 'asks'
  const tells = ({ word }: Token) => lexicon.trouble.has(word) || lexicon.negators.has(word)
  if (tokens.some(tells)) return 'judges'
  const lower = text.toLowerCase()
  return lexicon.plainOpenings.some((opening) => opening.test(lower)) ? 'states' : 'judges'
}

function judge(
  { praise, complaint, middling }: Evidence,
  readManner: () => Manner,
): { sentiment: Sentiment; confidence: number } {
  const strong = Math.max(praise, complaint)
  const weak = Math.min(praise, complaint)
  if (strong < 2.5) {
    const manner = readManner()
    if (manner === 'asks') return abstain('mixed', 0.8)
    if (manner === 'states' && strong < 1) return abstain('mixed', 0.75)
  }
  if (strong < 1) return middling ? abstain('mixed', 0.85) : abstain('mixed', 0.4)
  if (middling && strong < 2) return abstain('mixed', 0.7)
  if (weak / strong > mixedShare) return abstain('mixed', Math.min(0.9, 0.5 + 0.13 * weak))
  const margin = strong - weak
  return abstain(praise > complaint ? 'positive' : 'negative', 1 - 0.5 * Math.exp(-0.55 * margin))
}

function abstain(
  sentiment: Sentiment,
  confidence: number,
): { sentiment: Sentiment; confidence: number } {
  return confidence < leastConfidence
    ? { sentiment: 'unsure', confidence }
    : { sentiment, confidence }
}
