import { answerScales, type FieldType } from '@fealty/core'
import { emptyValues, emptyWords } from '../evidence/column-format.ts'

const empty = new Set<string>([...emptyWords, ...emptyValues, ''])
const number = /^[-+(]?\s*[€$£]?\s*[\d][\d.,' ]*([eE][-+]?\d+)?\s*[€$£]?\)?-?$|^[-+]?[.,]\d+$/
const day =
  /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ,].*)?$|^\d{8}$|^\d{10}$|^\d{13}$|^\d{4}-\d{1,2}$|^\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}|^[A-Za-z]{3,9} \d{1,2},? \d{4}/
const wholeNumber = /^\d{1,2}(\.0+)?$/

/** Share of given values that could be of the type, in [0, 1]; 1 when nothing is given. */
export function shareThatFits(values: readonly string[], field: string, type: FieldType): number {
  const given = values.filter((value) => !empty.has(value.trim()))
  if (given.length === 0) return 1
  return given.filter((value) => fits(value.trim(), field, type)).length / given.length
}

function fits(value: string, field: string, type: FieldType): boolean {
  switch (type) {
    case 'key':
    case 'text':
      return true
    case 'money':
    case 'number':
      return number.test(value)
    case 'day':
    case 'moment':
      return day.test(value)
    case 'score': {
      const scale = Object.entries(answerScales).find(([name]) => name === field)?.[1]
      const score = Number(value)
      return (
        wholeNumber.test(value) &&
        scale !== undefined &&
        score >= scale.minimum &&
        score <= scale.maximum
      )
    }
  }
}

/** True for a column of small whole numbers, several and few: what a rating looks like. */
export function looksLikeRating(values: readonly string[]): boolean {
  const given = values.map((value) => value.trim()).filter((value) => !empty.has(value))
  if (given.length < 20) return false
  const isSmall = given.every((value) => wholeNumber.test(value) && Number(value) <= 10)
  const distinct = new Set(given.map(Number))
  // Two values are a flag; a rating uses more of its scale.
  return isSmall && distinct.size >= 4
}
