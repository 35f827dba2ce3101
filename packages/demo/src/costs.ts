import { isoDate, type Month } from './calendar.ts'
import type { Contract } from './contract.ts'
import type { Customer } from './customer.ts'
import { formatCents } from './rows.ts'
import type { Sink } from './sink.ts'
import { PORTAL_DAY } from './story.ts'

const HALF_YEAR_DAYS = 182

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

/** Each 1 January and 1 July: network, service and retention discount of the half year before. */
export function bookHalfYear(
  customer: Customer,
  contract: Contract,
  month: Month,
  sink: Sink,
): void {
  if (month.ofYear !== 1 && month.ofYear !== 7) return
  const day = month.start
  const share = Math.min(1, (day - customer.sinceDay) / HALF_YEAR_DAYS)
  if (share <= 0) return
  const rng = customer.streams.costs
  const { network, service } = customer.segment.costs
  const scale = share * customer.size
  writeCost(customer, day, 'network', Math.round(network * scale * rng.between(0.7, 1.3)), sink)
  writeCost(customer, day, 'service', Math.round(service * scale * rng.between(0.4, 1.6)), sink)
  const discount = Math.round(6 * share * customer.discount * contract.mrrCents)
  writeCost(customer, day, 'retention-discount', discount, sink)
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
