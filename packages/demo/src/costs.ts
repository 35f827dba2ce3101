import { isoDate, type Month } from './calendar.ts'
import type { Contract } from './contract.ts'
import type { Customer } from './customer.ts'
import { formatCents } from './rows.ts'
import type { Sink } from './sink.ts'
import { PORTAL_DAY } from './story.ts'

const HALF_YEAR_DAYS = 182
const QUARTER_DAYS = 91

function writeCost(customer: Customer, day: number, kind: string, cents: number, sink: Sink): void {
  if (cents <= 0) return
  sink.push('costs', [sink.nextId('K', 7), customer.id, isoDate(day), kind, formatCents(cents)])
  sink.truth.addProfit(customer.number, day, -cents)
}

/** What winning the customer cost, booked on the day of joining (only inside the window). */
export function bookAcquisition(customer: Customer, sink: Sink): void {
  if (customer.sinceDay < 0) return
  const spread = customer.streams.costs.between(0.6, 1.4)
  const cents = Math.round(customer.segment.costs.acquisition * spread)
  writeCost(customer, customer.sinceDay, 'acquisition', cents, sink)
}

/** Service of the quarter before, each first day of a quarter; network and discount each half year. */
export function bookQuarter(
  customer: Customer,
  contract: Contract,
  month: Month,
  sink: Sink,
): void {
  if (month.ofYear % 3 !== 1) return
  const known = month.start - customer.sinceDay
  if (known <= 0) return
  const rng = customer.streams.costs
  const { network, service } = customer.segment.costs
  const quarter = Math.min(1, known / QUARTER_DAYS) * customer.size
  const serviceCents = Math.round((service / 2) * quarter * rng.between(0.4, 1.6))
  writeCost(customer, month.start, 'service', serviceCents, sink)
  if (month.ofYear !== 1 && month.ofYear !== 7) return
  const share = Math.min(1, known / HALF_YEAR_DAYS)
  const networkCents = Math.round(network * share * customer.size * rng.between(0.7, 1.3))
  writeCost(customer, month.start, 'network', networkCents, sink)
  const discount = Math.round(6 * share * customer.discount * contract.mrrCents)
  writeCost(customer, month.start, 'retention-discount', discount, sink)
}

/** Mean monthly logins of a partner without and with the self-service portal. */
export const PORTAL_LOGINS = { control: 2, opened: 9 } as const

/** Monthly usage of the sampled customers, dated at the end of the month. */
export function recordUsage(customer: Customer, month: Month, sink: Sink): void {
  if (!customer.inUsageSample) return
  const rng = customer.streams.costs
  const at = isoDate(month.end - 1)
  if (customer.segment.id === 'partners') {
    const isOpen = customer.arm === 'opened' && month.end > PORTAL_DAY
    const logins = rng.poisson(isOpen ? PORTAL_LOGINS.opened : PORTAL_LOGINS.control)
    sink.push('usage', [customer.id, at, 'portal_logins', String(logins)])
    return
  }
  const gigabytes = (customer.segment.id === 'mobile' ? 4 : 95) * customer.size * rng.gamma(2)
  sink.push('usage', [customer.id, at, 'data_gb', gigabytes.toFixed(1)])
}
