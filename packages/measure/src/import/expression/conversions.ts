import { joinSql, literal, sql, wholeNumber, type Sql } from '@fealty/engine'
import {
  emptyValues,
  isoMoment,
  plainNumber,
  type MomentFormat,
  type NumberFormat,
} from '../evidence/column-format.ts'
import { makeNode, withMisfit, type CompileContext, type Node } from './node.ts'

/** Days outside these years are typing errors. */
const earliest = sql`timestamp '1000-01-01'`
const latest = sql`timestamp '9999-12-31 23:59:59.999999'`

/** The decimal type that arithmetic uses: 38 digits, exact. */
export function decimalType(scale: number): Sql {
  return sql`decimal(38, ${wholeNumber(scale)})`
}

/** A part as text. */
export function toText(node: Node): Node {
  switch (node.type) {
    case 'raw':
    case 'text':
      return { ...node, type: 'text' }
    case 'null':
      return makeNode('text', sql`cast(null as varchar)`, [node])
    case 'day':
      return makeNode('text', sql`strftime(${node.sql}, '%Y-%m-%d')`, [node])
    case 'decimal':
      return makeNode('text', withoutTrailingZeros(node), [node])
    case 'moment':
    case 'flag':
      return makeNode('text', sql`cast(${node.sql} as varchar)`, [node])
  }
}

function withoutTrailingZeros({ sql: body, scale }: Node): Sql {
  const text = sql`cast(${body} as varchar)`
  return scale === 0 ? text : sql`rtrim(rtrim(${text}, '0'), '.')`
}

/** A part as an exact number. Raw text that is none makes the row not fit. */
export function toDecimal(node: Node, context: CompileContext, format?: NumberFormat): Node {
  if (node.type === 'decimal') return node
  if (node.type === 'null') return makeNode('decimal', sql`cast(null as decimal(38, 0))`, [node])
  if (node.type === 'flag') {
    return makeNode('decimal', sql`cast(cast(${node.sql} as integer) as decimal(38, 0))`, [node])
  }
  if (node.type === 'day' || node.type === 'moment') {
    return withMisfit(
      makeNode('decimal', sql`cast(null as decimal(38, 0))`, [node]),
      'a day is no number',
      sql`true`,
    )
  }
  const [column] = node.columns
  const known =
    format ?? (node.type === 'raw' && column ? context.formats.number(column) : plainNumber)
  const text = context.define(asValue(node))
  const body = context.define(numberSql(text, known))
  const number = makeNode('decimal', body, [node], known.scale)
  return withMisfit(number, 'it is no number', sql`(${text} is not null and ${number.sql} is null)`)
}

function numberSql(text: Sql, format: NumberFormat): Sql {
  const type = decimalType(format.scale)
  if (format.isPlain) {
    if (format.isLong) return sql`try_cast(${text} as ${type})`
    const fast = sql`decimal(18, ${wholeNumber(format.scale)})`
    return sql`cast(try_cast(${text} as ${fast}) as ${type})`
  }
  const group = format.decimal === ',' ? "[.'’ ]" : "[,'’ ]"
  const point = format.decimal === ',' ? ',' : '\\.'
  const pattern = `[-+]?(\\d{1,3}(${group}\\d{3})+|\\d+)(${point}\\d*)?|[-+]?${point}\\d+|[-+]?\\d+(\\.\\d+)?[eE][-+]?\\d+`
  const bare = sql`trim(regexp_replace(replace(${text}, chr(160), ' '), '[€$£¥₹]|EUR|USD|GBP|CHF', '', 'gi'))`
  const signed = sql`regexp_replace(regexp_replace(${bare}, '^\\((.*)\\)$', '-\\1'), '^([0-9].*)-$', '-\\1')`
  const tight = sql`regexp_replace(${signed}, '^([-+])\\s+', '\\1')`
  const digits = sql`regexp_replace(${tight}, ${literal(group)}, '', 'g')`
  const dotted = format.decimal === ',' ? sql`replace(${digits}, ',', '.')` : digits
  return sql`try_cast(case when regexp_full_match(${tight}, ${literal(pattern)}) then ${dotted} end as ${type})`
}

/** A part as a moment in the workspace's time, without offset. */
export function toMoment(node: Node, context: CompileContext): Node {
  if (node.type === 'moment') return node
  if (node.type === 'day') return makeNode('moment', sql`cast(${node.sql} as timestamp)`, [node])
  if (node.type === 'null') return makeNode('moment', sql`cast(null as timestamp)`, [node])
  const [column] = node.columns
  const format = node.type === 'raw' && column ? context.formats.moment(column) : isoMoment
  const text = asValue(node)
  return readMoment(makeNode('text', text, [node]), format, context)
}

/** Reads text by a format; text that does not fit makes the row not fit. */
export function readMoment(text: Node, format: MomentFormat, context: CompileContext): Node {
  const value = context.define(text.sql)
  const ways = momentWays(value, format, context.timeZone)
  const first = context.define(sql`coalesce(${joinSql(ways, ', ')}, cast(null as timestamp))`)
  const inRange = sql`case when ${first} between ${earliest} and ${latest} then ${first} end`
  const node = makeNode('moment', context.define(inRange), [text])
  return withMisfit(
    node,
    'it is no day or time',
    sql`(${value} is not null and ${node.sql} is null)`,
  )
}

function momentWays(text: Sql, format: MomentFormat, timeZone: string): Sql[] {
  const zone = literal(timeZone)
  const ways: Sql[] = []
  if (format.isIso && format.isZoned) {
    // A text without offset is taken in the session's zone, which is the workspace's.
    ways.push(sql`timezone(${zone}, try_cast(${text} as timestamptz))`)
  } else if (format.isIso) ways.push(sql`try_cast(${text} as timestamp)`)
  if (format.patterns.length > 0) {
    const patterns = joinSql(format.patterns.map(literal), ', ')
    ways.push(sql`try_strptime(${text}, [${patterns}])`)
  }
  if (format.hasMonths) ways.push(sql`try_strptime(${text} || '-01', '%Y-%m-%d')`)
  if (format.epoch) {
    const divisor = wholeNumber(format.epoch === 'seconds' ? 1 : 1_000)
    ways.push(sql`timezone(${zone}, to_timestamp(try_cast(${text} as bigint) / ${divisor}))`)
  }
  return ways
}

/** A part as a calendar day. */
export function toDay(node: Node, context: CompileContext): Node {
  if (node.type === 'day') return node
  const moment = toMoment(node, context)
  return { ...moment, type: 'day', sql: sql`cast(${moment.sql} as date)` }
}

/** A part as yes or no. */
export function toFlag(node: Node, context: CompileContext): Node {
  if (node.type === 'flag') return node
  if (node.type === 'null') return makeNode('flag', sql`cast(null as boolean)`, [node])
  const text = context.define(sql`lower(${asValue(node)})`)
  const body = sql`case when ${text} in ('true', 'yes', 'y', '1', 't') then true when ${text} in ('false', 'no', 'n', '0', 'f') then false end`
  const flag = makeNode('flag', context.define(body), [node])
  return withMisfit(
    flag,
    'it is neither yes nor no',
    sql`(${text} is not null and ${flag.sql} is null)`,
  )
}

/** Raw text where a value is wanted: NA and its like are empty there. */
export function asValue(node: Node): Sql {
  return node.type === 'raw' ? emptyValuesAsNull(node.sql) : toText(node).sql
}

export function emptyValuesAsNull(text: Sql): Sql {
  return sql`case when ${text} in (${joinSql(emptyValues.map(literal), ', ')}) then null else ${text} end`
}
