import { isSuppressed, type Measured } from '@fealty/core'
import type { Score, WeightedAnswer } from './contract.ts'

type Finding = Omit<WeightedAnswer, 'headline' | 'subline'>

const names: Record<Score, string> = { nps: 'NPS', csat: 'satisfaction', ces: 'ease' }

/** A score in tenths of a point or of a per cent, as it is shown. */
const tenths = (score: Score, value: number): number =>
  Math.round((score === 'nps' ? 10 : 1000) * value)

const oneDigit = (value: number): string => (Math.abs(value) / 10).toFixed(1)

/** A score as it is written in a sentence: `+28.5`, `81.0 %`. */
function writeScore(score: Score, value: number): string {
  const shown = tenths(score, value)
  if (score !== 'nps') return `${oneDigit(shown)} %`
  return `${shown > 0 ? '+' : shown < 0 ? '−' : ''}${oneDigit(shown)}`
}

/**
 * The finding: what the score is among customers, how far that is from what the answers say, and
 * whether fewer or more answer than before.
 */
export function writeWeightedHeadline(finding: Finding): { headline: string; subline: string } {
  const { period, asOf, margins, raw } = finding
  const by = margins.map(({ label }) => label.toLowerCase()).join(' and ')
  const subline = [
    period.label,
    `as of ${asOf}`,
    isSuppressed(raw) ? 'answers withheld' : `${raw.n.toLocaleString('en')} answers`,
    by === '' ? 'not weighted' : `weighted by ${by}`,
  ].join(' · ')
  const parts = [writeWeighted(finding), writeDrift(finding)].filter((part) => part !== '')
  return { headline: parts.join(' '), subline }
}

function writeWeighted({ score, raw, weighted, margins }: Finding): string {
  const name = names[score]
  const capital = name.charAt(0).toUpperCase() + name.slice(1)
  if (raw.kind === 'insufficient') return `Too few have answered to say what ${name} is.`
  if (weighted.kind === 'insufficient' || margins.length === 0)
    return `${capital} is ${writeScore(score, raw.value)} among those who answered; it cannot be weighted to all customers.`
  const gap = shownGap(score, weighted, raw)
  const lead = `Weighted to our customers ${name} is ${writeScore(score, weighted.value)}`
  if (gap === 0) return `${lead}, as the answers alone say.`
  const points = score === 'nps' ? '' : ' points'
  return `${lead}, ${oneDigit(gap)}${points} ${gap < 0 ? 'below' : 'above'} what the answers alone say.`
}

/** The gap between the two in tenths as they are written, so that the sentence adds up. */
function shownGap(score: Score, weighted: Measured, raw: Measured): number {
  if (weighted.kind === 'insufficient' || raw.kind === 'insufficient') return 0
  return tenths(score, weighted.value) - tenths(score, raw.value)
}

function writeDrift({ response: { rate, drift } }: Finding): string {
  if (rate.kind === 'insufficient' || drift.verdict !== 'real') return ''
  const fewer = (drift.difference ?? 0) < 0
  return `${fewer ? 'Fewer' : 'More'} answer than before: ${Math.round(100 * rate.value)} % of those asked.`
}
