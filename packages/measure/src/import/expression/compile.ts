import { literal, sql, type Sql } from '@fealty/engine'
import { maximumScale } from '../evidence/column-format.ts'
import { decimalType, toDecimal, toFlag, toMoment, toText } from './conversions.ts'
import { compileCall } from './functions.ts'
import { makeNode, withMisfit, type CompileContext, type Node } from './node.ts'
import type { BinaryOperator, Expression } from './parse.ts'
import { expressionError } from './tokens.ts'

/** Characters of SQL one expression may become; nesting multiplies them. */
const maximumSql = 200_000
/** Digits two factors may have together before they are rounded to `maximumScale` first. */
const maximumProductScale = 18

/**
 * Compiles an expression to SQL. Texts and numbers become literals that are escaped here; nothing a
 * person wrote is spliced. Sums and products of decimals are exact.
 * @throws FealtyError `file.expression`
 */
export function compileExpression(expression: Expression, context: CompileContext): Node {
  const node = compilePart(expression, context)
  if (node.sql.texts.reduce((length, text) => length + text.length, 0) > maximumSql) {
    throw expressionError(context.field, expression.position, 'it is too complicated')
  }
  return node
}

function compilePart(expression: Expression, context: CompileContext): Node {
  switch (expression.kind) {
    case 'column': {
      const column = context.column(expression.name)
      return { ...column, sql: context.define(column.sql) }
    }
    case 'number':
      return numberNode(expression.text)
    case 'text':
      return makeNode('text', literal(expression.text), [])
    case 'flag':
      return makeNode('flag', expression.value ? sql`true` : sql`false`, [])
    case 'null':
      return makeNode('null', sql`null`, [])
    case 'minus': {
      const operand = toDecimal(compileExpression(expression.operand, context), context)
      return makeNode('decimal', sql`(- ${operand.sql})`, [operand], operand.scale)
    }
    case 'not': {
      const operand = toFlag(compileExpression(expression.operand, context), context)
      return makeNode('flag', sql`(not ${operand.sql})`, [operand])
    }
    case 'binary':
      return compileBinary(
        expression.operator,
        compileExpression(expression.left, context),
        compileExpression(expression.right, context),
        context,
      )
    case 'call': {
      const parts = expression.arguments.map((part) => compileExpression(part, context))
      return compileCall(expression, parts, context)
    }
  }
}

function numberNode(text: string): Node {
  const scale = Math.min(maximumScale, text.split('.')[1]?.length ?? 0)
  return makeNode('decimal', sql`cast(${literal(text)} as ${decimalType(scale)})`, [], scale)
}

function compileBinary(
  operator: BinaryOperator,
  left: Node,
  right: Node,
  context: CompileContext,
): Node {
  switch (operator) {
    case 'and':
    case 'or':
      return compileLogic(operator, toFlag(left, context), toFlag(right, context))
    case '+':
    case '-':
      return compileSum(operator, toDecimal(left, context), toDecimal(right, context), context)
    case '*':
      return compileProduct(toDecimal(left, context), toDecimal(right, context), context)
    case '/':
      return compileQuotient(toDecimal(left, context), toDecimal(right, context))
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileComparison(operator, left, right, context)
  }
}

function compileLogic(operator: 'and' | 'or', left: Node, right: Node): Node {
  const body =
    operator === 'and' ? sql`(${left.sql} and ${right.sql})` : sql`(${left.sql} or ${right.sql})`
  return makeNode('flag', body, [left, right])
}

function compileSum(operator: '+' | '-', left: Node, right: Node, context: CompileContext): Node {
  const scale = Math.max(left.scale, right.scale)
  const [a, b] = [left, right].map((node) => sql`cast(${node.sql} as ${decimalType(scale)})`) as [
    Sql,
    Sql,
  ]
  const body = operator === '+' ? sql`try(${a} + ${b})` : sql`try(${a} - ${b})`
  return tooLarge(makeNode('decimal', context.define(body), [left, right], scale), left, right)
}

function compileProduct(left: Node, right: Node, context: CompileContext): Node {
  const isWide = left.scale + right.scale > maximumProductScale
  const [a, b] = [left, right].map((node) => {
    const scale = isWide ? Math.min(node.scale, maximumProductScale / 2) : node.scale
    return { sql: sql`cast(${node.sql} as ${decimalType(scale)})`, scale }
  }) as [{ sql: Sql; scale: number }, { sql: Sql; scale: number }]
  const scale = a.scale + b.scale
  const body = context.define(sql`try(${a.sql} * ${b.sql})`)
  const product = makeNode('decimal', body, [left, right], scale)
  if (scale <= maximumScale) return tooLarge(product, left, right)
  const rounded = sql`cast(${product.sql} as ${decimalType(maximumScale)})`
  return tooLarge({ ...product, sql: context.define(rounded), scale: maximumScale }, left, right)
}

/** The quotient to 12 digits after the decimal sign; nothing where the divisor is 0. */
function compileQuotient(left: Node, right: Node): Node {
  const body = sql`try(cast(cast(${left.sql} as double) / nullif(cast(${right.sql} as double), 0) as ${decimalType(maximumScale)}))`
  return makeNode('decimal', body, [left, right], maximumScale)
}

function tooLarge(node: Node, left: Node, right: Node): Node {
  return withMisfit(
    node,
    'the result is too large',
    sql`(${left.sql} is not null and ${right.sql} is not null and ${node.sql} is null)`,
  )
}

const comparisons: Record<'=' | '<>' | '<' | '<=' | '>' | '>=', (a: Sql, b: Sql) => Sql> = {
  '=': (a, b) => sql`(${a} = ${b})`,
  '<>': (a, b) => sql`(${a} <> ${b})`,
  '<': (a, b) => sql`(${a} < ${b})`,
  '<=': (a, b) => sql`(${a} <= ${b})`,
  '>': (a, b) => sql`(${a} > ${b})`,
  '>=': (a, b) => sql`(${a} >= ${b})`,
}

function compileComparison(
  operator: keyof typeof comparisons,
  left: Node,
  right: Node,
  context: CompileContext,
): Node {
  const convert = comparisonType(operator, left, right)
  const [a, b] = [convert(left, context), convert(right, context)]
  return makeNode('flag', comparisons[operator](a.sql, b.sql), [a, b])
}

/** Numbers, days and flags draw the other side to their type; two texts compare as texts. */
function comparisonType(
  operator: string,
  left: Node,
  right: Node,
): (node: Node, context: CompileContext) => Node {
  const types = [left.type, right.type]
  if (types.includes('decimal')) return toDecimal
  if (types.includes('day') || types.includes('moment')) return toMoment
  if (types.includes('flag')) return toFlag
  const isOrder = operator !== '=' && operator !== '<>'
  return isOrder && types.every((type) => type === 'raw') ? toDecimal : toText
}
