import { timestamp } from './calendar.ts'
import type { Customer } from './customer.ts'
import { formatCents } from './rows.ts'
import type { Sink } from './sink.ts'

export interface OrderLine {
  readonly product: string
  readonly productLine: string
  readonly quantity: number
  readonly cents: number
  readonly costCents: number
}

/** One invoice, add-on order, return or credit note with its lines. */
export interface Order {
  readonly type: 'invoice' | 'add-on' | 'return' | 'credit'
  readonly idPrefix: 'INV' | 'ORD' | 'RET' | 'CRN'
  readonly day: number
  readonly second: number
  readonly channel: string
  readonly lines: readonly OrderLine[]
}

/** Writes the lines of one order and books them in the customer's profit. */
export function writeOrder(customer: Customer, order: Order, sink: Sink): void {
  const id = sink.nextId(order.idPrefix, 7)
  const at = timestamp(order.day, order.second)
  order.lines.forEach((line, index) => {
    sink.push('orders', [
      id,
      String(index + 1),
      customer.id,
      at,
      order.type,
      line.product,
      line.productLine,
      customer.region.name,
      order.channel,
      String(line.quantity),
      formatCents(line.cents),
      formatCents(line.costCents),
    ])
    sink.truth.addProfit(customer.number, order.day, line.cents - line.costCents)
  })
}
