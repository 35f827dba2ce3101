import { joinSql, sql, type Sql } from '@fealty/engine'
import { isoMoment, type NumberFormat } from '../evidence/column-format.ts'
import {
  asValue,
  decimalType,
  readMoment,
  toDay,
  toDecimal,
  toFlag,
  toMoment,
  toText,
} from './conversions.ts'
import { readDayPattern } from './day-pattern.ts'
import { guarded, makeNode, type CompileContext, type Node, type NodeType } from './node.ts'
import type { Expression } from './parse.ts'
import { expressionError } from './tokens.ts'

type Call = Extract<Expression, { kind: 'call' }>

interface MappingFunction {
  /** Fewest and most arguments. */
  takes: readonly [number, number]
  compile: (parts: readonly Node[], context: CompileContext, call: Call) => Node
}

/** Functions of the mapping language; `docs/guide/import.md` lists the same. */
const functions: Readonly<Record<string, MappingFunction>> = {
  nullif: { takes: [2, 2], compile: ([value, empty], context) => nullIf(value!, empty!, context) },
  coalesce: { takes: [1, 20], compile: (parts, context) => coalesce(parts, context) },
  if: { takes: [2, 3], compile: compileIf },
  date: { takes: [1, 2], compile: compileDate },
  number: { takes: [1, 2], compile: compileNumber },
  add_months: {
    takes: [2, 2],
    compile: ([day, count], context) => moveDay(day!, count!, context, context.dialect.addMonths),
  },
  add_days: {
    takes: [2, 2],
    compile: ([day, count], context) => moveDay(day!, count!, context, context.dialect.addDays),
  },
  abs: { takes: [1, 1], compile: ([value], context) => absolute(toDecimal(value!, context)) },
  round: { takes: [1, 2], compile: compileRound },
  lower: {
    takes: [1, 1],
    compile: ([value], context) => onText(value!, context, (text) => sql`lower(${text})`),
  },
  upper: {
    takes: [1, 1],
    compile: ([value], context) => onText(value!, context, (text) => sql`upper(${text})`),
  },
  trim: {
    takes: [1, 1],
    compile: ([value], context) => onText(value!, context, (text) => sql`trim(${text})`),
  },
  concat: { takes: [1, 20], compile: (parts, context) => concat(parts, context) },
  replace: {
    takes: [3, 3],
    compile: ([value, from, to], context) => {
      const [text, search, instead] = [value!, from!, to!].map((part) => toText(part, context)) as [
        Node,
        Node,
        Node,
      ]
      const body = sql`replace(${text.sql}, ${search.sql}, coalesce(${instead.sql}, ''))`
      return makeNode('raw', body, [text, search, instead])
    },
  },
}

/** Compiles a call. @throws FealtyError `file.expression` for an unknown function or wrong arguments. */
export function compileCall(call: Call, parts: readonly Node[], context: CompileContext): Node {
  const found = Object.hasOwn(functions, call.name) ? functions[call.name] : undefined
  if (found === undefined) {
    const known = Object.keys(functions).join(', ')
    const problem = `there is no function “${call.name.slice(0, 40)}”; known: ${known}`
    throw expressionError(context.field, call.position, problem)
  }
  const [least, most] = found.takes
  if (parts.length < least || parts.length > most) {
    const takes = least === most ? String(least) : `${least} to ${most}`
    const problem = `${call.name} takes ${takes} arguments and has ${parts.length}`
    throw expressionError(context.field, call.position, problem)
  }
  return found.compile(parts, context, call)
}

function onText(node: Node, context: CompileContext, change: (text: Sql) => Sql): Node {
  const text = toText(node, context)
  return makeNode(node.type === 'raw' ? 'raw' : 'text', change(text.sql), [text])
}

function concat(parts: readonly Node[], context: CompileContext): Node {
  const texts = parts.map((part) => toText(part, context))
  const body = sql`nullif(concat_ws('', ${joinSql(
    texts.map((text) => text.sql),
    ', ',
  )}), '')`
  return makeNode('text', body, texts)
}

function nullIf(value: Node, empty: Node, context: CompileContext): Node {
  if (empty.type === 'decimal') {
    const number = toDecimal(value, context)
    return makeNode(
      'decimal',
      sql`nullif(${number.sql}, ${empty.sql})`,
      [number, empty],
      number.scale,
    )
  }
  const text = toText(value, context)
  const type = value.type === 'raw' ? 'raw' : 'text'
  return makeNode(type, sql`nullif(${text.sql}, ${toText(empty, context).sql})`, [text, empty])
}

function coalesce(parts: readonly Node[], context: CompileContext): Node {
  const { type, nodes, scale } = unify(parts, context)
  const careful = nodes.map((node, index) =>
    nodes
      .slice(0, index)
      .reduce((result, earlier) => guarded(result, sql`${earlier.sql} is null`), node),
  )
  const values = joinSql(
    careful.map((node) => node.sql),
    ', ',
  )
  return makeNode(type, sql`coalesce(${values})`, careful, scale)
}

function compileIf(parts: readonly Node[], context: CompileContext): Node {
  const condition = toFlag(parts[0]!, context)
  const otherwise = parts[2] ?? makeNode('null', sql`null`, [])
  const { type, nodes, scale } = unify([parts[1]!, otherwise], context)
  const [then, other] = nodes as [Node, Node]
  const holds = context.define(sql`coalesce(${condition.sql}, false)`)
  const body = sql`case when ${holds} then ${then.sql} else ${other.sql} end`
  // The values come first: their column decides how raw text is read.
  const all = [guarded(then, holds), guarded(other, sql`not ${holds}`), condition]
  return makeNode(type, body, all, scale)
}

/** Brings parts to one type: the most special one among them. */
function unify(
  parts: readonly Node[],
  context: CompileContext,
): { type: NodeType; nodes: Node[]; scale: number } {
  const types = new Set(parts.map(({ type }) => type).filter((type) => type !== 'null'))
  if (types.has('decimal')) {
    const numbers = parts.map((part) => toDecimal(part, context))
    const scale = Math.max(...numbers.map((node) => node.scale))
    const nodes = numbers.map((node) => ({
      ...node,
      sql: sql`cast(${node.sql} as ${decimalType(scale)})`,
      scale,
    }))
    return { type: 'decimal', nodes, scale }
  }
  if (types.has('day') || types.has('moment')) {
    return { type: 'moment', nodes: parts.map((part) => toMoment(part, context)), scale: 0 }
  }
  if (types.size === 1 && types.has('flag')) {
    return { type: 'flag', nodes: parts.map((part) => toFlag(part, context)), scale: 0 }
  }
  const type = types.has('raw') ? 'raw' : 'text'
  return { type, nodes: parts.map((part) => toText(part, context)), scale: 0 }
}

function compileDate(parts: readonly Node[], context: CompileContext, call: Call): Node {
  const pattern = call.arguments[1]
  if (pattern === undefined) return toMoment(parts[0]!, context)
  if (pattern.kind !== 'text') {
    throw expressionError(
      context.field,
      pattern.position,
      "write the pattern as text: 'DD.MM.YYYY'",
    )
  }
  const format = {
    ...isoMoment,
    isIso: false,
    patterns: [readDayPattern(pattern.text, pattern.position, context.field)],
  }
  const value = parts[0]!
  return readMoment({ ...toText(value, context), sql: asValue(value, context) }, format, context)
}

function compileNumber(parts: readonly Node[], context: CompileContext, call: Call): Node {
  const sign = call.arguments[1]
  if (sign === undefined) return toDecimal(parts[0]!, context)
  if (sign.kind !== 'text' || (sign.text !== ',' && sign.text !== '.')) {
    throw expressionError(context.field, sign.position, "name the decimal sign: ',' or '.'")
  }
  const format: NumberFormat = {
    decimal: sign.text,
    grouping: '',
    scale: 6,
    isPlain: false,
    isLong: true,
  }
  return toDecimal(parts[0]!, context, format)
}

function moveDay(
  day: Node,
  count: Node,
  context: CompileContext,
  move: (start: Sql, count: Sql) => Sql,
): Node {
  const start = toDay(day, context)
  const number = toDecimal(count, context)
  const whole = sql`cast(round(${number.sql}) as integer)`
  return makeNode('day', sql`try(${move(start.sql, whole)})`, [start, number])
}

function absolute(number: Node): Node {
  return makeNode('decimal', sql`abs(${number.sql})`, [number], number.scale)
}

function compileRound(parts: readonly Node[], context: CompileContext, call: Call): Node {
  const number = toDecimal(parts[0]!, context)
  const digits = call.arguments[1]
  if (digits !== undefined && (digits.kind !== 'number' || !/^\d$/.test(digits.text))) {
    throw expressionError(context.field, digits.position, 'name the digits: 0 to 9')
  }
  const scale = Number(digits?.text ?? 0)
  const type = decimalType(scale)
  return makeNode('decimal', sql`cast(${number.sql} as ${type})`, [number], scale)
}
