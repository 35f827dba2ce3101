import {
  readSentiment,
  type ReadClause,
  type ReadOptions,
  type Sentiment,
} from '../sentiment/read-sentiment.ts'
import { findThemes, type Dictionary, type ThemeMatch } from '../themes/find-themes.ts'

/** What a comment says about one theme, or (with an empty theme) as a whole. */
export interface Mention {
  themeId: string
  sentiment: Sentiment
  confidence: number
  /** Where the theme is named. */
  spans: readonly { start: number; end: number }[]
  language: string
}

/**
 * Reads one comment: its sentiment as a whole and, for each theme that it names, the sentiment of the
 * clauses that name it. A clause that says nothing by itself takes what its sentence says; in a language
 * that no lexicon knows that is `unsure`: “Trop cher, le reste va bien” praises the rest, not the price.
 */
export function annotateComment(
  text: string,
  dictionary: Dictionary,
  options: ReadOptions,
): Mention[] {
  const read = readSentiment(text, options)
  const noted = options.language === '' ? null : (options.language ?? null)
  const language = noted ?? (read.language === 'other' ? null : read.language)
  const matches = findThemes(text, language, dictionary)
  const byTheme = new Map<string, ThemeMatch[]>()
  for (const match of matches)
    byTheme.set(match.themeId, [...(byTheme.get(match.themeId) ?? []), match])
  const whole = { sentiment: read.sentiment, confidence: read.confidence }
  return [
    { themeId: '', ...whole, spans: [], language: language ?? 'other' },
    ...[...byTheme].map(([themeId, spans]) => ({
      themeId,
      ...judgeTheme(read.clauses, spans, read.language === 'other' ? unsure : whole),
      spans: spans.map(({ start, end }) => ({ start, end })),
      language: language ?? 'other',
    })),
  ]
}

interface Judgement {
  sentiment: Sentiment
  confidence: number
}

const unsure: Judgement = { sentiment: 'unsure', confidence: 0 }

function judgeTheme(
  clauses: readonly ReadClause[],
  spans: readonly ThemeMatch[],
  whole: Judgement,
): Judgement {
  const named = clauses.filter((clause) =>
    spans.some(({ start, end }) => start < clause.end && end > clause.start),
  )
  const sure = named.filter(isDecided)
  if (sure.length > 0) return combine(sure)
  if (whole === unsure) return unsure
  const sentences = new Set(named.map(({ sentence }) => sentence))
  const around = clauses.filter((clause) => sentences.has(clause.sentence) && isDecided(clause))
  return around.length > 0 ? combine(around) : whole
}

const isDecided = ({ sentiment }: Judgement): boolean => sentiment !== 'unsure'

/** One voice for several clauses: the common one, else mixed. */
function combine(clauses: readonly Judgement[]): Judgement {
  const sides = new Set(clauses.map(({ sentiment }) => sentiment))
  const confidence = Math.min(...clauses.map((clause) => clause.confidence))
  if (sides.size === 1) return { sentiment: clauses[0]!.sentiment, confidence }
  sides.delete('mixed')
  return { sentiment: sides.size === 1 ? [...sides][0]! : 'mixed', confidence }
}
