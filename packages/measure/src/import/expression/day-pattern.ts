import { expressionError } from './tokens.ts'

/** Words of a day pattern and what strptime calls them. `mm` means minutes after hours. */
const words: readonly (readonly [RegExp, string])[] = [
  [/^yyyy/i, '%Y'],
  [/^yy/i, '%y'],
  [/^mmmm/i, '%B'],
  [/^mmm|^mon/i, '%b'],
  [/^dd?/i, '%d'],
  [/^ss/i, '%S'],
  [/^(am|pm|a)/i, '%p'],
  [/^[-./:, ]/, ''],
  [/^T/, 'T'],
]

/**
 * Turns a pattern as people write it (`DD.MM.YYYY HH:mm`) into strptime's.
 * @throws FealtyError `file.expression` for a word it does not know
 */
export function readDayPattern(pattern: string, position: number, field: string): string {
  const isHalfDay = /a|pm/i.test(pattern.replace(/mar|may|jan/gi, ''))
  let result = ''
  let hasHours = false
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at)
    const hours = /^hh?/i.exec(rest)?.[0]
    const minutes = /^mm?(?!m)/i.exec(rest)?.[0]
    if (hours !== undefined) {
      hasHours = true
      result += isHalfDay ? '%I' : '%H'
      at += hours.length
    } else if (minutes !== undefined) {
      result += hasHours ? '%M' : '%m'
      at += minutes.length
    } else {
      const [word, code] = readWord(rest, position + at + 1, field)
      result += code === '' ? word : code
      at += word.length
    }
  }
  return result
}

function readWord(rest: string, position: number, field: string): [string, string] {
  for (const [pattern, code] of words) {
    const word = pattern.exec(rest)?.[0]
    if (word !== undefined) return [word, code]
  }
  const problem = `“${rest[0]!}” has no meaning in a day pattern; use YYYY MM DD HH mm ss`
  throw expressionError(field, position, problem)
}
