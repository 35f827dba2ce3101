import { isoDate, type Month } from './calendar.ts'
import type { Product } from './catalogue.ts'
import type { Customer } from './customer.ts'
import { writeOrder } from './orders.ts'
import { formatCents } from './rows.ts'
import type { Sink } from './sink.ts'
import { SECURITY_OFFER_DAY, TARIFF_CHANGES } from './story.ts'

interface Line {
  readonly code: string
  version: number
  product: Product
  cents: number
  start: number
}

/** Price of a bundled product against the same product alone. */
const BUNDLE_PRICE_FACTOR = 0.92
const BUNDLE_CHANCE = 0.7
/** Monthly chances of a change to a running contract. */
const MONTHLY = { addExtra: 0.013, dropExtra: 0.005, upgrade: 0.011, downgrade: 0.003 } as const

/** Prices end on full ten cents. */
function roundPrice(cents: number): number {
  return Math.round(cents / 10) * 10
}

/** A customer's running subscriptions; a changed price closes one row and opens the next. */
export class Contract {
  private readonly lines: Line[] = []
  private bundle = ''
  /** Day of the last tariff change that the customer felt; long ago if none. */
  lastPriceRise = -100_000

  constructor(
    private readonly customer: Customer,
    private readonly sink: Sink,
  ) {
    const rng = customer.streams.billing
    const { segment, sinceDay } = customer
    this.open(rng.pickWeighted(segment.main), sinceDay)
    const extras = segment.extras.filter((extra) => rng.chance(segment.extraChance * extra.weight))
    if (extras.length > 0 && segment.bundle !== '' && rng.chance(BUNDLE_CHANCE)) this.joinBundle()
    for (const extra of extras) this.open(extra, sinceDay)
  }

  private joinBundle(): void {
    this.bundle = this.customer.segment.bundle
    for (const line of this.lines) line.cents = roundPrice(line.cents * BUNDLE_PRICE_FACTOR)
  }

  private open(product: Product, start: number): void {
    const factor = this.customer.size * (this.bundle === '' ? 1 : BUNDLE_PRICE_FACTOR)
    const cents = roundPrice(product.cents * factor)
    this.lines.push({ code: this.sink.nextId('S', 6), version: 1, product, cents, start })
  }

  private write(line: Line, end: string): void {
    this.sink.push('subscriptions', [
      `${line.code}-${line.version}`,
      this.customer.id,
      line.product.name,
      line.product.productLine,
      this.bundle,
      isoDate(line.start),
      end,
      formatCents(line.cents),
    ])
  }

  /** Ends the row of a line on `day` (the first day it no longer runs) and starts its next one. */
  private reprice(line: Line, day: number, product: Product, cents: number): void {
    if (cents === line.cents && product === line.product) return
    if (day > line.start) {
      this.write(line, isoDate(day))
      line.version++
      line.start = day
    }
    line.product = product
    line.cents = cents
  }

  get isBundled(): boolean {
    return this.bundle !== '' && this.lines.length > 1
  }

  /** Monthly recurring revenue now, in cents. */
  get mrrCents(): number {
    return this.lines.reduce((sum, line) => sum + line.cents, 0)
  }

  /** Applies the tariff changes that fall on the first of this month. */
  applyTariffs(month: Month): void {
    for (const change of TARIFF_CHANGES) {
      if (change.day !== month.start || !change.segments.includes(this.customer.segment.id))
        continue
      for (const line of this.lines) {
        if (line.start < change.day) {
          this.reprice(line, change.day, line.product, roundPrice(line.cents * change.factor))
          if (change.felt) this.lastPriceRise = change.day
        }
      }
    }
  }

  /** The customer's own changes in a month, all before `until`. */
  change(from: number, until: number): void {
    const rng = this.customer.streams.billing
    const day = from + rng.int(until - from)
    this.addExtra(day)
    if (this.lines.length > 1 && rng.chance(MONTHLY.dropExtra)) {
      const dropped = this.lines.pop()
      if (dropped !== undefined && day > dropped.start) this.write(dropped, isoDate(day))
    }
    if (rng.chance(MONTHLY.upgrade)) this.moveMain(day, 1)
    else if (rng.chance(MONTHLY.downgrade)) this.moveMain(day, -1)
  }

  private addExtra(day: number): void {
    const rng = this.customer.streams.billing
    const extra = rng.pickWeighted(this.customer.segment.extras)
    const isPushed = extra.productLine === 'Security' && day >= SECURITY_OFFER_DAY
    if (!rng.chance(MONTHLY.addExtra * (isPushed ? 3 : 1))) return
    if (this.lines.some((line) => line.product === extra)) return
    this.open(extra, day)
  }

  private moveMain(day: number, step: 1 | -1): void {
    const line = this.lines[0]
    if (line === undefined) return
    const { main } = this.customer.segment
    const target = main[main.indexOf(line.product) + step]
    if (target === undefined) return
    this.reprice(line, day, target, roundPrice((line.cents * target.cents) / line.product.cents))
  }

  /** Writes the invoice of a month, if one is due on a day in [from, until). */
  bill(month: Month, from: number, until: number): void {
    const { segment, billingDay, billingPhase } = this.customer
    const day = month.start + billingDay
    if (day < from || day >= until) return
    if ((month.index + billingPhase) % segment.billingMonths !== 0) return
    const running = this.lines.filter((line) => line.start <= day)
    if (running.length === 0) return
    writeOrder(
      this.customer,
      {
        type: 'invoice',
        idPrefix: 'INV',
        day,
        second: 5 * 3600 + (this.customer.number % 3600),
        channel: 'billing',
        lines: running.map((line) => this.invoiceLine(line, day)),
      },
      this.sink,
    )
  }

  private invoiceLine(line: Line, day: number) {
    const sinceJoining = Math.floor((day - this.customer.sinceDay) / 30) + 1
    const quantity = Math.min(this.customer.segment.billingMonths, sinceJoining)
    const cents = quantity * line.cents
    const { name, productLine, costShare } = line.product
    return {
      product: name,
      productLine,
      quantity,
      cents,
      costCents: Math.round(cents * costShare),
    }
  }

  /** Ends everything on `day`, or leaves it running when `day` is null. */
  finish(day: number | null): void {
    const end = day === null ? '' : isoDate(day)
    for (const line of this.lines) this.write(line, end)
  }
}
