import { sql, type Row } from '@fealty/engine'
import type { z } from 'zod'
import { moneyText, moneyUnits } from '../value/money.ts'
import type { WhaleBasis } from '../value/whale.ts'
import type { customerListOutput } from './contract.ts'

export type CustomerRow = z.input<typeof customerListOutput>['rows'][number]

/** Columns of a customer's row: `p` is `customer_totals`, `n` the customers, `s` the scores. */
export const customerColumns = sql`p.customer_id, n.name, n.segment, n.unit, p.first_day,
  p.last_day, p.purchases, p.revenue, p.profit, s.value, s.value_low, s.value_high, s.p_alive,
  p.band, p.is_active`

/** The tables that these columns come from. */
export const customerTables = sql`customer_totals p
left join customers n on n.customer_id = p.customer_id
left join customer_value s on s.customer_id = p.customer_id`

/** A row as a list shows it; profit only where any cost is known. */
export function toCustomerRow(row: Row, basis: WhaleBasis, places: number): CustomerRow {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]))
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]))
  return {
    customerId: String(row.customer_id),
    name: text('name'),
    segment: text('segment'),
    unit: text('unit'),
    firstDay: text('first_day'),
    lastDay: text('last_day'),
    purchases: Number(row.purchases),
    revenue: moneyText(moneyUnits(row.revenue ?? '0'), places),
    profit:
      basis === 'profit' && row.profit !== null ? moneyText(moneyUnits(row.profit!), places) : null,
    value: number('value'),
    valueLow: number('value_low'),
    valueHigh: number('value_high'),
    pAlive: number('p_alive'),
    band: text('band'),
    active: row.is_active === true,
  }
}
