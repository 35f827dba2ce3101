import { formatMoney } from '@fealty/charts'

/** Exact decimal text as money a person reads; the exact text itself belongs in the tooltip. */
export function moneyText(exact: string, currency: string, decimals = 0): string {
  return formatMoney(Number(exact), currency, { decimals })
}

/** The same for large sums in narrow places: €1.2M. */
export function shortMoneyText(exact: string, currency: string): string {
  return formatMoney(Number(exact), currency, { compact: true })
}
