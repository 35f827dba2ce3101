import type { MomentFormat } from './column-format.ts'
import type { ShapeCount } from './number-format.ts'

const timePart =
  /^(?:[T ]|, )(0{1,2}):00(:00(\.0+)?)?( ?[AaPp][Mm])?( ?(?:Z|UTC|GMT|[+-]00(?::?00)?))?$/

interface Reading {
  pattern?: string
  isIso?: true
  isZoned?: boolean
  hasMonths?: true
  epoch?: 'seconds' | 'milliseconds'
  needsOrder?: true
  /** Separator of a day whose order is open; dots are day first the world over. */
  separator?: string
}

/** Which shapes hold days whose first two numbers could be day and month in either order. */
export function needsOrder(shapes: readonly ShapeCount[]): boolean {
  return shapes.some(({ shape }) => readShape(shape, 'dmy')?.needsOrder)
}

/** How often the first and the second number of such days are above 12, over the whole column. */
export interface OrderEvidence {
  firstAbove12: number
  secondAbove12: number
}

/** Decides how the days of a column are written. Undefined when no shape is a day at all. */
export function momentFormatOf(
  shapes: readonly ShapeCount[],
  evidence: OrderEvidence,
): MomentFormat | undefined {
  const order = orderOf(shapes, evidence)
  const readings = shapes.flatMap(({ shape }) => readShape(shape, order ?? 'dmy') ?? [])
  if (readings.length === 0) return undefined
  const patterns = [...new Set(readings.flatMap(({ pattern }) => pattern ?? []))].sort(
    (left, right) => right.length - left.length,
  )
  const epoch = readings.find((reading) => reading.epoch)?.epoch
  const isOpen = readings.some((reading) => reading.needsOrder)
  return {
    isIso: readings.some(({ isIso }) => isIso),
    isZoned: readings.some(({ isZoned }) => isZoned),
    patterns,
    hasMonths: readings.some(({ hasMonths }) => hasMonths),
    isAmbiguous: isOpen && order === undefined,
    ...(epoch === undefined ? {} : { epoch }),
    ...(isOpen && order !== undefined ? { order } : {}),
  }
}

function orderOf(
  shapes: readonly ShapeCount[],
  { firstAbove12, secondAbove12 }: OrderEvidence,
): 'dmy' | 'mdy' | undefined {
  if (firstAbove12 > secondAbove12) return 'dmy'
  if (secondAbove12 > firstAbove12) return 'mdy'
  const open = shapes.flatMap(({ shape }) => readShape(shape, 'dmy') ?? [])
  const separators = new Set(open.flatMap(({ separator }) => separator ?? []))
  return separators.size === 1 && separators.has('.') ? 'dmy' : undefined
}

/** How a shape is read, in the given order where it is open; undefined when it is no day. */
function readShape(shape: string, order: 'dmy' | 'mdy'): Reading | undefined {
  if (/^0{10}$/.test(shape)) return { epoch: 'seconds' }
  if (/^0{13}$/.test(shape)) return { epoch: 'milliseconds' }
  if (/^0000-0{1,2}$/.test(shape)) return { hasMonths: true }
  const day = readDay(shape, order)
  if (day === undefined) return undefined
  const rest = shape.slice(day.length)
  if (rest === '') return day.reading
  const time = timePart.exec(rest)
  if (time === null) return undefined
  const isZoned = time[5] !== undefined
  if (day.reading.isIso && time[4] === undefined) return { ...day.reading, isZoned }
  if (isZoned) return undefined
  const start = rest.startsWith(', ') ? ', ' : rest[0]!
  const isHalfDay = time[4] !== undefined
  const base = day.reading.isIso ? '%Y-%m-%d' : day.reading.pattern!
  const pattern = [
    base,
    start,
    isHalfDay ? '%I:%M' : '%H:%M',
    time[2] === undefined ? '' : time[3] === undefined ? ':%S' : ':%S.%g',
    isHalfDay ? (time[4]!.startsWith(' ') ? ' %p' : '%p') : '',
  ].join('')
  const { needsOrder, separator } = day.reading
  return {
    pattern,
    ...(needsOrder ? { needsOrder } : {}),
    ...(separator === undefined ? {} : { separator }),
  }
}

function readDay(
  shape: string,
  order: 'dmy' | 'mdy',
): { length: number; reading: Reading } | undefined {
  const iso = /^0000([-/])0{1,2}\1(?:0{1,2})(?!\d)/.exec(shape)
  if (iso) return { length: iso[0].length, reading: { isIso: true } }
  const dotted = /^0000\.0{1,2}\.0{1,2}(?!\d)/.exec(shape)
  if (dotted) return { length: dotted[0].length, reading: { pattern: '%Y.%m.%d' } }
  const compact = /^0{8}(?!\d)/.exec(shape)
  if (compact) return { length: 8, reading: { pattern: '%Y%m%d' } }
  const open = /^0{1,2}([-/.])0{1,2}\1(0000|00)(?!\d)/.exec(shape)
  if (open) {
    const separator = open[1]!
    const year = open[2] === '00' ? '%y' : '%Y'
    const parts = order === 'dmy' ? ['%d', '%m', year] : ['%m', '%d', year]
    const reading: Reading = { pattern: parts.join(separator), needsOrder: true, separator }
    return { length: open[0].length, reading }
  }
  return readNamedMonth(shape)
}

/** A day of the week before it says nothing more: `Sat May 02 2026`, `Sat, 02 May 2026`. */
function readNamedMonth(shape: string): { length: number; reading: Reading } | undefined {
  const weekday = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(,?) /.exec(shape)
  if (weekday === null) return readMonthName(shape)
  const read = readMonthName(shape.slice(weekday[0].length))
  if (read === undefined) return undefined
  const pattern = `%a${weekday[1]!} ${read.reading.pattern!}`
  return { length: weekday[0].length + read.length, reading: { pattern } }
}

function readMonthName(shape: string): { length: number; reading: Reading } | undefined {
  const dayFirst = /^0{1,2}([- ])([A-Za-z]{3,9})\1(0000|00)(?!\d)/.exec(shape)
  if (dayFirst) {
    const [whole, separator, month, year] = dayFirst as unknown as [string, string, string, string]
    const pattern = `%d${separator}${monthPattern(month)}${separator}${year === '00' ? '%y' : '%Y'}`
    return { length: whole.length, reading: { pattern } }
  }
  const monthFirst = /^([A-Za-z]{3,9}) 0{1,2}(,?) 0000(?!\d)/.exec(shape)
  if (!monthFirst) return undefined
  const pattern = `${monthPattern(monthFirst[1]!)} %d${monthFirst[2]!} %Y`
  return { length: monthFirst[0].length, reading: { pattern } }
}

function monthPattern(name: string): string {
  return name.length === 3 ? '%b' : '%B'
}
