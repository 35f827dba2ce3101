import { formatMoney, formatPercent } from '@fealty/charts'

/** A share as whole per cent, a dash where there is none. */
export function shareText(share: number | null): string {
  return share === null ? '–' : formatPercent(share)
}

/** Money as a person reads it, a dash where there is no plan. */
export function amountText(amount: number | null, currency: string): string {
  return amount === null ? '–' : formatMoney(Math.round(amount), currency)
}

/** By how many points a share of spend is off the plan; empty where there is none. */
export function gapText(actual: number | null, planned: number | null): string {
  if (actual === null || planned === null) return ''
  const points = Math.round(100 * (actual - planned))
  if (points === 0) return 'as planned'
  const size = Math.abs(points)
  return `${points > 0 ? '+' : '−'}${size} ${size === 1 ? 'point' : 'points'}`
}
