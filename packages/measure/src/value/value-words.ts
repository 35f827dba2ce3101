import type { Day } from '@fealty/core'
import type { WhaleBasis } from './whale.ts'

/** A share as whole percent: `77 %`; a part too small for that as `under 1 %`. */
function percentWords(share: number): string {
  if (share > 0 && share < 0.005) return 'under 1 %'
  return `${Math.round(share * 100)} %`
}

/** A count with thousands set apart. */
function countWords(count: number): string {
  return count.toLocaleString('en-GB')
}

/** The finding of the value page in one sentence, from its numbers. */
export function whaleHeadline(finding: {
  basis: WhaleBasis
  customers: number
  topTwentyShare: number | null
  negative: number
}): string {
  const { basis, customers, topTwentyShare, negative } = finding
  if (customers === 0) return 'No customer has bought or cost anything in these twelve months.'
  const losers =
    negative === 0
      ? `no customer ${basis === 'profit' ? 'costs more than it brings' : 'took back more than it paid'}`
      : `${countWords(negative)} of ${countWords(customers)} (${percentWords(negative / customers)}) ${
          basis === 'profit' ? 'cost more than they bring' : 'took back more than they paid'
        }`
  if (topTwentyShare === null) return `All customers together bring nothing; ${losers}.`
  return `One customer in five brings ${percentWords(topTwentyShare)} of the ${basis}; ${losers}.`
}

/** What the headline is about: which months, and what the sum is. */
export function whaleSubline(from: Day, until: Day, basis: WhaleBasis): string {
  const sum =
    basis === 'profit'
      ? 'Profit: net revenue less the known costs of goods, of service and of contacts.'
      : 'Revenue net of returns, because no cost is known.'
  return `Twelve months, ${from} to ${until}. ${sum}`
}
