import { FealtyError } from '@fealty/core'

/** A piece of a mapping expression; `position` counts characters from 1. */
export type Token = { position: number } & (
  | { kind: 'column'; name: string }
  | { kind: 'number'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'word'; text: string }
  | { kind: 'sign'; text: string }
  | { kind: 'end' }
)

/** The longest expression that is read. */
const maximumLength = 2_000

const keywords = new Set(['and', 'or', 'not', 'null', 'true', 'false'])
const signs = ['<=', '>=', '<>', '!=', '==', '+', '-', '*', '/', '(', ')', ',', '=', '<', '>']

/** Why an expression cannot be read, and where. */
export function expressionError(field: string, position: number, problem: string): FealtyError {
  return new FealtyError('file.expression', { field, position, problem })
}

/**
 * Cuts an expression into tokens. A column is named as its header says, blanks and all (`Customer ID`):
 * the longest header that stands at a place wins. Where that is not clear, quote it: "…" or `…`.
 */
export function readTokens(field: string, text: string, columns: readonly string[]): Token[] {
  if (text.length > maximumLength) {
    throw expressionError(field, maximumLength, `it is longer than ${maximumLength} characters`)
  }
  const longestFirst = [...columns].sort((left, right) => right.length - left.length)
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at]!
    if (/\s/.test(character)) {
      at += 1
      continue
    }
    const [token, length] = readToken({ field, text, at, columns, longestFirst })
    tokens.push(token)
    at += length
  }
  tokens.push({ kind: 'end', position: text.length + 1 })
  return tokens
}

interface Place {
  field: string
  text: string
  at: number
  columns: readonly string[]
  longestFirst: readonly string[]
}

function readToken(place: Place): [Token, number] {
  const { field, text, at } = place
  const position = at + 1
  const rest = text.slice(at)
  const character = rest[0]!
  if (character === "'" || character === '"' || character === '`') return readQuoted(place)
  const word = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(rest)?.[0]
  if (word !== undefined && keywords.has(word.toLowerCase())) {
    return [{ kind: 'word', text: word.toLowerCase(), position }, word.length]
  }
  const column = columnAt(place)
  if (column !== undefined) return [{ kind: 'column', name: column, position }, column.length]
  if (word !== undefined) return [{ kind: 'word', text: word, position }, word.length]
  const number = /^(\d+(\.\d+)?|\.\d+)/.exec(rest)?.[0]
  if (number !== undefined) return [{ kind: 'number', text: number, position }, number.length]
  const sign = signs.find((candidate) => rest.startsWith(candidate))
  if (sign !== undefined) return [{ kind: 'sign', text: sign, position }, sign.length]
  throw expressionError(field, position, `“${character}” has no meaning here`)
}

/** The longest header at this place that does not end inside a word. */
function columnAt({ text, at, longestFirst }: Place): string | undefined {
  const rest = text.slice(at).toLowerCase()
  return longestFirst.find((name) => {
    if (!/[\p{L}]/u.test(name) || !rest.startsWith(name.toLowerCase())) return false
    const after = rest.slice(name.length)
    return !/^[\p{L}\p{N}_]/u.test(after) && !/^\s*\(/.test(after)
  })
}

function readQuoted({ field, text, at, columns }: Place): [Token, number] {
  const quote = text[at]!
  let content = ''
  for (let index = at + 1; index < text.length; index += 1) {
    if (text[index] !== quote) {
      content += text[index]!
      continue
    }
    if (text[index + 1] === quote) {
      content += quote
      index += 1
      continue
    }
    const length = index - at + 1
    if (quote === "'") return [{ kind: 'text', text: content, position: at + 1 }, length]
    const name = columns.find((column) => column.toLowerCase() === content.trim().toLowerCase())
    if (name === undefined) throw expressionError(field, at + 1, unknownColumn(content, columns))
    return [{ kind: 'column', name, position: at + 1 }, length]
  }
  throw expressionError(field, at + 1, 'a quote opens here and is never closed')
}

/** Says which columns there are. */
export function unknownColumn(name: string, columns: readonly string[]): string {
  const known = columns.slice(0, 30).join(', ')
  return `there is no column “${name.slice(0, 60)}”; the columns are: ${known}`
}
