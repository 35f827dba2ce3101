import { expressionError, readTokens, unknownColumn, type Token } from './tokens.ts'

/** A mapping expression as read. */
export type Expression = { position: number } & (
  | { kind: 'column'; name: string }
  | { kind: 'number'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'flag'; value: boolean }
  | { kind: 'null' }
  | { kind: 'call'; name: string; arguments: Expression[] }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression }
  | { kind: 'not' | 'minus'; operand: Expression }
)

export type BinaryOperator =
  'and' | 'or' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/'

const maximumDepth = 60

/**
 * Reads an expression over the columns of a file: columns, numbers, 'texts', `+ - * /`, comparisons,
 * `and or not`, and functions. `wildcard` is the column that `*` stands for, where one is meant.
 * @throws FealtyError `file.expression` with the place and what is wrong
 */
export function parseExpression(
  field: string,
  text: string,
  columns: readonly string[],
  wildcard?: string,
): Expression {
  const whole = columns.find((name) => name.toLowerCase() === text.trim().toLowerCase())
  if (whole !== undefined) return { kind: 'column', name: whole, position: 1 }
  return new Parser(field, readTokens(field, text, columns), columns, wildcard).parse()
}

/** Names of the columns an expression reads. */
export function columnsOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'column':
      return [expression.name]
    case 'call':
      return [...new Set(expression.arguments.flatMap(columnsOf))]
    case 'binary':
      return [...new Set([...columnsOf(expression.left), ...columnsOf(expression.right)])]
    case 'not':
    case 'minus':
      return columnsOf(expression.operand)
    case 'number':
    case 'text':
    case 'flag':
    case 'null':
      return []
  }
}

/** Operators by rank, the loosest first. */
const ranks: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['=', '<>', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
]
const comparisonRank = 2

class Parser {
  private at = 0
  private depth = 0

  constructor(
    private readonly field: string,
    private readonly tokens: readonly Token[],
    private readonly columns: readonly string[],
    private readonly wildcard: string | undefined,
  ) {}

  parse(): Expression {
    const expression = this.readRank(0)
    const token = this.peek()
    if (token.kind !== 'end') throw this.error(token, `${shown(token)} was not expected here`)
    return expression
  }

  private readRank(rank: number): Expression {
    const operators = ranks[rank]
    if (operators === undefined) return this.readUnary()
    if (rank === comparisonRank && this.takeWord('not')) {
      const position = this.tokens[this.at - 1]!.position
      return { kind: 'not', operand: this.deeper(() => this.readRank(rank)), position }
    }
    let left = this.readRank(rank + 1)
    for (;;) {
      const operator = this.takeOperator(operators)
      if (operator === undefined) return left
      const right = this.readRank(rank + 1)
      left = { kind: 'binary', operator, left, right, position: left.position }
    }
  }

  private readUnary(): Expression {
    const token = this.peek()
    if (token.kind === 'sign' && (token.text === '-' || token.text === '+')) {
      this.at += 1
      const operand = this.deeper(() => this.readUnary())
      return token.text === '+' ? operand : { kind: 'minus', operand, position: token.position }
    }
    return this.readPrimary()
  }

  private readPrimary(): Expression {
    const token = this.peek()
    this.at += 1
    const { position } = token
    switch (token.kind) {
      case 'column':
      case 'number':
      case 'text':
        return token
      case 'word':
        return this.readWord(token.text, position)
      case 'sign':
        if (token.text === '*' && this.wildcard !== undefined) {
          return { kind: 'column', name: this.wildcard, position }
        }
        if (token.text === '(') {
          const inner = this.deeper(() => this.readRank(0))
          this.expectSign(')')
          return inner
        }
        throw this.error(token, `${shown(token)} was not expected here`)
      case 'end':
        throw this.error(token, 'something is missing here')
    }
  }

  private readWord(word: string, position: number): Expression {
    if (word === 'null') return { kind: 'null', position }
    if (word === 'true' || word === 'false')
      return { kind: 'flag', value: word === 'true', position }
    if (!this.takeSign('(')) {
      throw expressionError(this.field, position, unknownColumn(word, this.columns))
    }
    const parts: Expression[] = []
    if (!this.takeSign(')')) {
      do parts.push(this.deeper(() => this.readRank(0)))
      while (this.takeSign(','))
      this.expectSign(')')
    }
    return { kind: 'call', name: word.toLowerCase(), arguments: parts, position }
  }

  private takeOperator(operators: readonly BinaryOperator[]): BinaryOperator | undefined {
    const token = this.peek()
    if (token.kind !== 'sign' && token.kind !== 'word') return undefined
    const text = token.text === '!=' ? '<>' : token.text === '==' ? '=' : token.text
    const operator = operators.find((candidate) => candidate === text)
    if (operator !== undefined) this.at += 1
    return operator
  }

  private takeSign(text: string): boolean {
    const token = this.peek()
    const isThere = token.kind === 'sign' && token.text === text
    if (isThere) this.at += 1
    return isThere
  }

  private takeWord(text: string): boolean {
    const token = this.peek()
    const isThere = token.kind === 'word' && token.text === text
    if (isThere) this.at += 1
    return isThere
  }

  private expectSign(text: string): void {
    if (!this.takeSign(text)) throw this.error(this.peek(), `“${text}” is missing here`)
  }

  private deeper<T>(read: () => T): T {
    this.depth += 1
    if (this.depth > maximumDepth) throw this.error(this.peek(), 'it is nested too deeply')
    const result = read()
    this.depth -= 1
    return result
  }

  private peek(): Token {
    return this.tokens[this.at] ?? this.tokens.at(-1)!
  }

  private error(token: Token, problem: string): Error {
    return expressionError(this.field, token.position, problem)
  }
}

function shown(token: Token): string {
  if (token.kind === 'end') return 'the end'
  return `“${token.kind === 'column' ? token.name : token.text}”`
}
