import { joinSql, literal, sql, wholeNumber, type Dialect, type Sql } from '@fealty/engine'
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
export function toText(node: Node, context: Pick<CompileContext, 'dialect'>): Node {
  switch (node.type) {
    case 'raw':
    case 'text':
      return { ...node, type: 'text' }
    case 'null':
      return makeNode('text', sql`cast(null as varchar)`, [node])
    case 'day':
    case 'flag':
      return makeNode('text', sql`cast(${node.sql} as varchar)`, [node])
    case 'decimal':
      return makeNode('text', withoutTrailingZeros(node), [node])
    case 'moment':
      return makeNode('text', context.dialect.momentText(node.sql), [node])
  }
}

function withoutTrailingZeros({ sql: body, scale }: Node): Sql {
  const text = sql`cast(${body} as varchar)`
  return scale === 0 ? text : sql`trim(trailing '.' from trim(trailing '0' from ${text}))`
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
  const text = context.define(asValue(node, context))
  const body = context.define(numberSql(text, known, context.dialect))
  const number = makeNode('decimal', body, [node], known.scale)
  return withMisfit(number, 'it is no number', sql`(${text} is not null and ${number.sql} is null)`)
}

function numberSql(text: Sql, format: NumberFormat, dialect: Dialect): Sql {
  const type = decimalType(format.scale)
  if (format.isPlain) {
    if (format.isLong) return dialect.tryDecimal(text, 38, format.scale)
    return sql`cast(${dialect.tryDecimal(text, 18, format.scale)} as ${type})`
  }
  const group = format.decimal === ',' ? "[.'’ ]" : "[,'’ ]"
  const point = format.decimal === ',' ? ',' : '\\.'
  const pattern = `[-+]?([0-9]{1,3}(${group}[0-9]{3})+|[0-9]+)(${point}[0-9]*)?|[-+]?${point}[0-9]+|[-+]?[0-9]+(\\.[0-9]+)?[eE][-+]?[0-9]+`
  const currencies = '(?i)[€$£¥₹]|EUR|USD|GBP|CHF'
  const { replacePattern } = dialect
  const bare = sql`trim(${replacePattern(sql`replace(${text}, chr(160), ' ')`, currencies, '')})`
  const bracketed = replacePattern(bare, '^\\((.*)\\)$', '-\\1')
  const signed = replacePattern(bracketed, '^([0-9].*)-$', '-\\1')
  const tight = replacePattern(signed, '^([-+])\\s+', '\\1')
  const digits = replacePattern(tight, group, '')
  const dotted = format.decimal === ',' ? sql`replace(${digits}, ',', '.')` : digits
  const number = sql`case when ${dialect.matchesWhole(tight, pattern)} then ${dotted} end`
  return dialect.tryDecimal(number, 38, format.scale)
}

/** A part as a moment in the workspace's time, without offset. */
export function toMoment(node: Node, context: CompileContext): Node {
  if (node.type === 'moment') return node
  if (node.type === 'day') return makeNode('moment', sql`cast(${node.sql} as timestamp)`, [node])
  if (node.type === 'null') return makeNode('moment', sql`cast(null as timestamp)`, [node])
  const [column] = node.columns
  const format = node.type === 'raw' && column ? context.formats.moment(column) : isoMoment
  const text = asValue(node, context)
  return readMoment(makeNode('text', text, [node]), format, context)
}

/** Reads text by a format; text that does not fit makes the row not fit. */
export function readMoment(text: Node, format: MomentFormat, context: CompileContext): Node {
  const value = context.define(text.sql)
  const ways = momentWays(value, format, context)
  const first = context.define(sql`coalesce(${joinSql(ways, ', ')}, cast(null as timestamp))`)
  const inRange = sql`case when ${first} between ${earliest} and ${latest} then ${first} end`
  const node = makeNode('moment', context.define(inRange), [text])
  return withMisfit(
    node,
    'it is no day or time',
    sql`(${value} is not null and ${node.sql} is null)`,
  )
}

function momentWays(text: Sql, format: MomentFormat, context: CompileContext): Sql[] {
  const { dialect, timeZone } = context
  const ways: Sql[] = []
  if (format.isIso && format.isZoned) ways.push(dialect.readZonedMoment(text, timeZone))
  else if (format.isIso) ways.push(dialect.readMoment(text))
  ways.push(...format.patterns.map((pattern) => dialect.parseMoment(text, pattern)))
  if (format.hasMonths) ways.push(dialect.parseMoment(sql`(${text} || '-01')`, '%Y-%m-%d'))
  if (format.epoch) {
    const divisor = format.epoch === 'seconds' ? 1 : 1_000
    const seconds = dialect.divide(dialect.tryCast(text, 'whole'), wholeNumber(divisor))
    ways.push(dialect.epochMoment(seconds, timeZone))
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
  const text = context.define(sql`lower(${asValue(node, context)})`)
  const body = sql`case when ${text} in ('true', 'yes', 'y', '1', 't') then true when ${text} in ('false', 'no', 'n', '0', 'f') then false end`
  const flag = makeNode('flag', context.define(body), [node])
  return withMisfit(
    flag,
    'it is neither yes nor no',
    sql`(${text} is not null and ${flag.sql} is null)`,
  )
}

/** Raw text where a value is wanted: NA and its like are empty there. */
export function asValue(node: Node, context: CompileContext): Sql {
  return node.type === 'raw' ? emptyValuesAsNull(node.sql) : toText(node, context).sql
}

export function emptyValuesAsNull(text: Sql): Sql {
  return sql`case when ${text} in (${joinSql(emptyValues.map(literal), ', ')}) then null else ${text} end`
}
