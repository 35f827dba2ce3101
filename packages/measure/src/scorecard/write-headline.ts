import type { Change } from '@fealty/core'
import { lowerFirst, upperFirst } from '../change/sentence-case.ts'
import type { MetricInfo } from '../metric/contract.ts'

/** One judged change with what it is about. */
export interface Finding {
  metric: MetricInfo
  /** Empty for the whole company. */
  segment: string
  change: Change
}

/** Better, worse, or just more or less where neither is good. */
function isBetter({ metric, change }: Finding): boolean | null {
  if (metric.better === 'neither') return null
  const rises = (change.difference ?? 0) > 0
  return rises === (metric.better === 'higher')
}

function joinWords(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? ''
  const shown = words.length > 3 ? [...words.slice(0, 2), `${words.length - 2} others`] : words
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)!}`
}

function loyaltySentence(findings: readonly Finding[], before: string): string {
  const rows = findings.filter((one) => one.segment !== '' && one.metric.id === 'nps')
  const less = rows.filter((one) => isBetter(one) === false).map((one) => one.segment)
  const more = rows.filter((one) => isBetter(one) === true).map((one) => one.segment)
  if (less.length + more.length === 0) return ''
  if (less.length > 0 && more.length > 0) {
    return `${joinWords(less)} customers are less loyal than in ${before}, ${joinWords(more)} more.`
  }
  const word = less.length > 0 ? 'less' : 'more'
  return `${joinWords(less.length > 0 ? less : more)} customers are ${word} loyal than in ${before}.`
}

function wholeSentence(findings: readonly Finding[], before: string): string {
  const whole = findings.filter((one) => one.segment === '')
  const titles = (better: boolean): string[] =>
    whole.filter((one) => isBetter(one) === better).map((one) => lowerFirst(one.metric.title))
  const [worse, better] = [titles(false), titles(true)]
  const parts = [
    ...(worse.length > 0 ? [`${joinWords(worse)} got worse`] : []),
    ...(better.length > 0 ? [`${joinWords(better)} got better`] : []),
  ]
  return parts.length === 0 ? '' : `${upperFirst(parts.join(', '))} against ${before}.`
}

const numberWords = 'No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve'.split(' ')

function restSentence(holding: number): string {
  if (holding === 0) return ''
  const count = numberWords[holding]?.toLowerCase() ?? String(holding)
  return holding === 1 ? 'The other measure holds.' : `The other ${count} measures hold.`
}

/**
 * The finding in one to three sentences: who became more or less loyal, which measures of the whole
 * moved, and that the rest holds. With nothing to say it says that.
 *
 * @param findings all judged changes, of the whole (segment empty) and of the rows
 * @param before label of the period compared with
 */
export function writeHeadline(findings: readonly Finding[], before: string): string {
  const judged = findings.filter((one) => one.change.verdict !== 'too few')
  if (judged.length === 0) return 'There is too little data yet to say what moved.'
  const real = judged.filter((one) => one.change.verdict === 'real')
  if (real.length === 0) return `Nothing moved beyond noise since ${before}.`
  const whole = judged.filter((one) => one.segment === '')
  const holding = whole.filter((one) => one.change.verdict === 'noise').length
  const sentences = [
    loyaltySentence(real, before),
    wholeSentence(real, before),
    restSentence(holding),
  ]
  const text = sentences.filter((sentence) => sentence !== '').join(' ')
  if (text !== '') return upperFirst(text)
  const named = joinWords(real.map((one) => `${one.metric.title} of ${one.segment}`))
  return `${named} moved against ${before}.`
}
