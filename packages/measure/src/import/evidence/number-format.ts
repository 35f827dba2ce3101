import { maximumScale, type NumberFormat } from './column-format.ts'

/** How often values of a shape occur; in a shape every digit is written 0. */
export interface ShapeCount {
  shape: string
  count: number
}

/** What may stand around a number: currencies, blanks, percent is none of them. */
const decoration = /[€$£¥₹\s\u00a0\u202f]|EUR|USD|GBP|CHF/gi

interface Votes {
  comma: number
  dot: number
  doubtfulComma: number
  doubtfulDot: number
}

/**
 * Decides decimal sign and grouping from the shapes of a whole column: `0.000,00` speaks for the
 * comma, `0,000.00` for the dot. `0,000` alone speaks for neither and is taken for thousands, `0.000`
 * for decimals, and the doubt is said.
 */
export function numberFormatOf(shapes: readonly ShapeCount[]): NumberFormat {
  const votes: Votes = { comma: 0, dot: 0, doubtfulComma: 0, doubtfulDot: 0 }
  for (const { shape, count } of shapes) vote(votes, coreOf(shape), count)
  const decimal = votes.comma > votes.dot ? ',' : '.'
  const fractions = shapes.map(({ shape }) => fractionDigits(coreOf(shape), decimal))
  const scale = Math.min(maximumScale, Math.max(0, ...fractions))
  return {
    decimal,
    grouping: decimal === ',' ? ".'’" : ",'’",
    scale,
    isPlain: false,
    isLong: true,
    ...doubtOf(votes),
  }
}

function coreOf(shape: string): string {
  return shape
    .replace(decoration, (part) => (/\s|\u00a0|\u202f/.test(part) ? ' ' : ''))
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^[-+]\s?|-$/g, '')
}

function vote(votes: Votes, core: string, count: number): void {
  if (/^0+,0+$/.test(core)) {
    if (/^0{1,3},000$/.test(core)) votes.doubtfulComma += count
    else votes.comma += count
  } else if (/^0*\.0+$/.test(core)) {
    if (/^0{1,3}\.000$/.test(core)) votes.doubtfulDot += count
    else votes.dot += count
  } else if (/^0{1,3}(\.000)+(,0+)?$/.test(core)) votes.comma += count
  else if (/^0{1,3}(,000)+(\.0+)?$/.test(core)) votes.dot += count
  else if (/^0{1,3}([ '’]000)+,0+$/.test(core)) votes.comma += count
  else if (/^0{1,3}([ '’]000)+\.0+$/.test(core)) votes.dot += count
}

function fractionDigits(core: string, decimal: string): number {
  const at = core.lastIndexOf(decimal)
  return at < 0 ? 0 : core.length - at - 1
}

function doubtOf({ comma, dot, doubtfulComma, doubtfulDot }: Votes): { doubt?: string } {
  if (comma > 0 && dot > 0) {
    return { doubt: 'numbers are written in two ways; those of the rarer way are rejected' }
  }
  if (comma === 0 && dot === 0 && doubtfulComma > 0) {
    return {
      doubt: 'a comma is read as thousands; write number(column, ’,’) if it is a decimal comma',
    }
  }
  if (comma === 0 && dot === 0 && doubtfulDot > 0) {
    return { doubt: 'a dot is read as decimal; write number(column, ’,’) if it groups thousands' }
  }
  return {}
}
