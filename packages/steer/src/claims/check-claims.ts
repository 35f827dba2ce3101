import type { ClaimFinding } from './contract.ts'

/** A word that makes a figure beside it a change and not a level. */
const changeWords =
  /\b(?:increas|decreas|improv|reduc|grow|grew|growth|rose|rise|rises|rising|fell|fall|falls|falling|drop|gain|lift|rais|cut|boost|lower|higher|more|less|fewer|better|worse|up|down|uplift|saved|saves|lost)/iu

const signed = /^[+\u2212-]/u
const percent = /[+\u2212-]?\d+(?:[.,]\d+)?[\s\u2009\u202f\u00a0]*(?:%|per ?cent\b)/giu
const numberWords = 'two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred'
const multiple = new RegExp(
  String.raw`\b(?:(?:${numberWords}|\d+(?:[.,]\d+)?)[- ]?fold|(?:${numberWords}|\d+(?:[.,]\d+)?) times|doubled|tripled|trebled|quadrupled|[x×]\s?\d+(?:[.,]\d+)?|\d+(?:[.,]\d+)?\s?[x×])(?![\p{L}\d])`,
  'giu',
)
const promoterScore = /\bNPS\b|net[- ]promoter/iu

interface Part {
  name: string
  /** Found in the sentence, the text is taken to say it. */
  said: RegExp
}

/** What a change must say beside its size. */
const neededOfChange: readonly Part[] = [
  { name: 'whether it is relative or points', said: /\b(?:relative(?:ly)?|points?|pp)\b/iu },
  {
    name: 'its baseline',
    said: /\b(?:from|against|compared (?:with|to)|versus|vs\.?|over|baseline|of the base)\b/iu,
  },
  {
    name: 'its window',
    said: /\b(?:FY ?\d{2,4}|Q[1-4]|H[12]|(?:19|20)\d{2}|(?:days?|weeks?|months?|quarters?|years?)|(?:jan|febr)uary|march|april|may \d|june|july|august|(?:septem|octo|novem|decem)ber)\b/iu,
  },
  { name: 'its grade of evidence (A to D)', said: /\bgrade [A-D]\b/u },
]

interface Sentence {
  text: string
  at: number
}

/** Sentences with their places; a decimal point ends none. */
function splitSentences(text: string): Sentence[] {
  return [...text.matchAll(/(?:[^.!?\n]|[.](?=\d))+[.!?]*/gu)].map((match) => ({
    text: match[0],
    at: match.index,
  }))
}

/** A change word within a few words of the figure, or a sign on it. */
function isChange(sentence: string, quote: string, at: number): boolean {
  if (signed.test(quote)) return true
  const before = sentence.slice(0, at).split(/\s+/u).slice(-6).join(' ')
  const after = sentence
    .slice(at + quote.length)
    .split(/\s+/u)
    .slice(0, 4)
    .join(' ')
  return changeWords.test(before) || changeWords.test(after)
}

function joinWords(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`
}

function checkFigure(
  sentence: Sentence,
  quote: string,
  at: number,
  isMultiple: boolean,
): ClaimFinding[] {
  const place = sentence.at + at
  if (!isMultiple && !isChange(sentence.text, quote, at)) return []
  if (promoterScore.test(sentence.text) && (isMultiple || !/\bpoints?\b/iu.test(sentence.text))) {
    const problem =
      'A ratio of two net promoter scores means nothing: the scale has no zero. Say the change in points.'
    return [{ quote, at: place, kind: 'refused', problem }]
  }
  const needed = isMultiple ? neededOfChange.slice(1) : neededOfChange
  const missing = needed.filter(({ said }) => !said.test(sentence.text)).map(({ name }) => name)
  if (missing.length === 0) return []
  const problem = `“${quote}” does not say ${joinWords(missing)}.`
  return [{ quote, at: place, kind: 'open', problem }]
}

/**
 * Finds the changes a text claims and what it leaves open about each: relative or points, baseline,
 * window and grade of evidence must stand in the same sentence (R033, R050). A multiple or a per cent
 * of a net promoter score is refused (R083). A level (“order accuracy is 97 %”) claims no change and
 * is let through. Pure; English texts.
 */
export function checkClaims(text: string): ClaimFinding[] {
  return splitSentences(text).flatMap((sentence) => [
    ...[...sentence.text.matchAll(percent)].flatMap((match) =>
      checkFigure(sentence, match[0], match.index, false),
    ),
    ...[...sentence.text.matchAll(multiple)].flatMap((match) =>
      checkFigure(sentence, match[0], match.index, true),
    ),
  ])
}
