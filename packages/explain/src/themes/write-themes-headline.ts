import type { Measured } from '@fealty/core'
import type { ThemeRow, ThemesAnswer } from './contract.ts'

type Finding = Pick<
  ThemesAnswer,
  'rows' | 'period' | 'previous' | 'comments' | 'answers' | 'without' | 'asOf'
>

const points = (value: number): string => `${Math.abs(value).toFixed(1)} points`

/**
 * The finding in a sentence or two: which theme costs most loyalty, whether that has moved, and what
 * brings most. With nothing beyond noise it says that.
 */
export function writeThemesHeadline(finding: Finding): { headline: string; subline: string } {
  const { period, previous, comments, without, asOf, rows } = finding
  const named = comments === 0 ? 0 : Math.round((100 * (comments - without)) / comments)
  const subline = [
    period.label,
    `as of ${asOf}`,
    `against ${previous.label}`,
    `${comments.toLocaleString('en')} comments, ${named} % name a theme`,
    `${rows.length} themes compared`,
  ].join(' · ')
  return { headline: writeFinding(finding), subline }
}

function writeFinding({ rows, comments }: Finding): string {
  if (rows.length === 0)
    return comments === 0
      ? 'Nobody has written anything in this period.'
      : 'No comment names a theme yet. The dictionary decides what is seen.'
  const real = rows.filter(
    ({ verdict, impact }) => verdict.verdict === 'real' && impact.kind === 'estimate',
  )
  const costs = real.filter(({ impact }) => valueOf(impact) < 0)
  const brings = real.filter(({ impact }) => valueOf(impact) > 0)
  const parts: string[] = []
  if (costs.length > 0) parts.push(writeCost(costs[0]!))
  if (brings.length > 0) {
    const best = brings.at(-1)!
    parts.push(`${best.name} brings most, ${points(valueOf(best.impact))}.`)
  }
  if (parts.length > 0) return parts.join(' ')
  return 'No theme moves loyalty beyond noise in this period.'
}

function writeCost(row: ThemeRow): string {
  const lead = `${row.name} costs most loyalty: ${points(valueOf(row.impact))} of NPS`
  const { verdict, difference = 0 } = row.impactChange
  if (verdict === 'real')
    return `${lead}, ${difference < 0 ? 'more' : 'less'} than in the period before.`
  if (row.shareChange.verdict === 'real')
    return `${lead}, and it is named ${(row.shareChange.difference ?? 0) > 0 ? 'more' : 'less'} often than before.`
  return verdict === 'noise' ? `${lead}, as much as before.` : `${lead}.`
}

const valueOf = (measured: Measured): number => (measured.kind === 'estimate' ? measured.value : 0)
