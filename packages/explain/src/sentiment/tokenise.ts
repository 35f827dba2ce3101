/** A word of a text: lower case, with a plain apostrophe, and where it stands (UTF-16 units, end exclusive). */
export interface Token {
  word: string
  start: number
  end: number
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}]+)*/gu

/** The words of a text in order. Punctuation, marks and emoji are no words. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0].toLowerCase().replaceAll('’', "'")
    tokens.push({ word, start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

/** A run of words that says one thing, with the mark that ended it. */
export interface Clause {
  tokens: readonly Token[]
  start: number
  end: number
  /** Which sentence of the text it belongs to, from 0. */
  sentence: number
  /** True when a contrast word (`but`, `aber`) opens it. */
  contrast: boolean
  /** True when the sentence ends in a question mark. */
  question: boolean
}

/**
 * Splits words into clauses: at the end of sentences, at commas, colons and dashes, and before words of
 * contrast. A clause of one filler word joins the next, so that a span is something one can read.
 */
export function splitClauses(
  text: string,
  tokens: readonly Token[],
  contrasts: ReadonlySet<string>,
): Clause[] {
  const clauses: Clause[] = []
  let open: Token[] = []
  let sentence = 0
  let firstOfSentence = 0
  const close = () => {
    if (open.length === 0) return
    const first = open[0]!
    const contrast = contrasts.has(first.word) && open.length > 1
    const { start } = first
    const { end } = open.at(-1)!
    clauses.push({ tokens: open, start, end, sentence, contrast, question: false })
    open = []
  }
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1]
    const between = previous === undefined ? '' : text.slice(previous.end, token.start)
    const ending = /[.!?\n]/.exec(between)
    if (ending) {
      close()
      markQuestion(clauses, firstOfSentence, between)
      sentence += 1
      firstOfSentence = clauses.length
    } else if (/[,;:()–—]| - /.test(between) || (contrasts.has(token.word) && open.length > 0)) {
      close()
    }
    open.push(token)
  })
  close()
  const last = tokens.at(-1)
  if (last) markQuestion(clauses, firstOfSentence, text.slice(last.end))
  return clauses
}

function markQuestion(clauses: Clause[], from: number, ending: string): void {
  if (!ending.includes('?')) return
  for (const clause of clauses.slice(from)) clause.question = true
}
