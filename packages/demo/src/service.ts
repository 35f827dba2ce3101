import { timestamp } from './calendar.ts'
import type { Customer } from './customer.ts'
import { writeOrder } from './orders.ts'
import { formatCents } from './rows.ts'
import { computeOrderShift } from './satisfaction.ts'
import type { Sink } from './sink.ts'
import { BREAKDOWN_DAY, BREAKDOWN_DAYS, PORTAL_DAY } from './story.ts'
import type { SurveyDesk } from './surveys.ts'

interface Touchpoint {
  readonly name: string
  readonly weight: number
  readonly channels: readonly string[]
  readonly reasons: readonly string[]
  readonly meanMinutes: number
  /** Cents: for the contact itself and for each minute. */
  readonly fixedCents: number
  readonly minuteCents: number
}

const ORDERING: Touchpoint = {
  name: 'Ordering',
  weight: 16,
  channels: ['phone', 'chat', 'shop'],
  reasons: ['Order status', 'Wrong item delivered', 'Change of order'],
  meanMinutes: 11,
  fixedCents: 200,
  minuteCents: 85,
}

const TOUCHPOINTS: readonly Touchpoint[] = [
  ORDERING,
  {
    name: 'Billing',
    weight: 26,
    channels: ['phone', 'chat', 'portal'],
    reasons: ['Bill not understood', 'Payment', 'Disputed charge'],
    meanMinutes: 9,
    fixedCents: 150,
    minuteCents: 85,
  },
  {
    name: 'Technical support',
    weight: 30,
    channels: ['phone', 'chat'],
    reasons: ['Slow connection', 'No connection', 'Set-up help', 'E-mail and apps'],
    meanMinutes: 17,
    fixedCents: 200,
    minuteCents: 95,
  },
  {
    name: 'Repair visit',
    weight: 7,
    channels: ['field'],
    reasons: ['Line fault', 'Equipment fault'],
    meanMinutes: 55,
    fixedCents: 3500,
    minuteCents: 90,
  },
  {
    name: 'Contract',
    weight: 14,
    channels: ['phone', 'shop', 'portal'],
    reasons: ['Change of tariff', 'Moving house', 'Question on terms'],
    meanMinutes: 12,
    fixedCents: 150,
    minuteCents: 85,
  },
  {
    name: 'Shop',
    weight: 7,
    channels: ['shop'],
    reasons: ['Advice', 'Device help'],
    meanMinutes: 14,
    fixedCents: 300,
    minuteCents: 80,
  },
]

/** Contacts of a partner with the self-service portal, against one without. */
export const PORTAL_CONTACT_FACTOR = 0.75
/** More contacts per rating point that order accuracy is down. */
export const CONTACTS_PER_ORDER_SHIFT = 0.6

const CREDIT_CHANCE = 0.16
const BREAKDOWN_CREDIT_CENTS = 1500

/** Contacts of a customer with service, their cost, and the credit notes they end in. */
export class ServiceDesk {
  constructor(
    private readonly customer: Customer,
    private readonly sink: Sink,
    private readonly surveys: SurveyDesk,
  ) {}

  /** The contacts in [from, until), at most a month. */
  serve(from: number, until: number): void {
    const rng = this.customer.streams.service
    const orderShift = computeOrderShift(this.customer, from)
    const trouble = 1 - CONTACTS_PER_ORDER_SHIFT * Math.min(0, orderShift)
    const portal = this.customer.arm === 'opened' && from >= PORTAL_DAY ? PORTAL_CONTACT_FACTOR : 1
    const mean = (this.customer.contactsYear * (until - from) * trouble * portal) / 365
    const contacts = rng.poisson(Math.min(mean, 15))
    // Sorted, so that a customer's contacts stand in their order in the file.
    const days = Array.from({ length: contacts }, () => from + rng.int(until - from)).sort(
      (left, right) => left - right,
    )
    for (const day of days) {
      const extra = rng.chance((trouble - 1) / trouble)
      this.contact(day, extra ? ORDERING : rng.pickWeighted(TOUCHPOINTS))
    }
    this.loseOrder(from, until)
  }

  private contact(day: number, touchpoint: Touchpoint): void {
    const rng = this.customer.streams.service
    const reason = rng.pick(touchpoint.reasons)
    const fate = rng.uniform()
    const outcome = fate < 0.72 ? 'resolved' : fate < 0.9 ? 'follow-up' : 'unresolved'
    const channel = rng.pick(touchpoint.channels)
    const at = this.write(day, touchpoint, channel, reason, outcome)
    this.surveys.inviteAfterService(day, touchpoint.name, channel, outcome)
    const isDispute = reason === 'Disputed charge' || reason === 'Line fault'
    if (isDispute && rng.chance(CREDIT_CHANCE)) {
      this.credit(day, at, -Math.round(this.customer.size * rng.between(5, 35)) * 100)
    }
  }

  /** Writes the contact; returns the second of the day at which it began. */
  private write(
    day: number,
    touchpoint: Touchpoint,
    channel: string,
    reason: string,
    outcome: string,
  ): number {
    const rng = this.customer.streams.service
    const second = 8 * 3600 + rng.int(11 * 3600)
    const minutes = Math.max(1, Math.round((touchpoint.meanMinutes * rng.gamma(2.5)) / 2.5))
    const cents = touchpoint.fixedCents + minutes * touchpoint.minuteCents
    this.sink.push('interactions', [
      this.sink.nextId('I', 7),
      this.customer.id,
      timestamp(day, second),
      touchpoint.name,
      channel,
      this.customer.region.name,
      reason,
      String(minutes),
      formatCents(cents),
      outcome,
    ])
    this.sink.truth.addProfit(this.customer.number, day, -cents)
    return second
  }

  /** The breakdown loses the order of an exposed customer: a contact and a credit note. */
  private loseOrder(from: number, until: number): void {
    if (!this.customer.breakdownExposed) return
    const rng = this.customer.streams.service
    const day = BREAKDOWN_DAY + rng.int(BREAKDOWN_DAYS)
    if (day < from || day >= until || from > BREAKDOWN_DAY) return
    const outcome = rng.chance(0.6) ? 'unresolved' : 'follow-up'
    const second = this.write(day, ORDERING, 'phone', 'Order lost in breakdown', outcome)
    this.surveys.inviteAfterService(day, ORDERING.name, 'phone', outcome)
    this.credit(day, second, -BREAKDOWN_CREDIT_CENTS)
    this.sink.truth.countExposed(this.customer)
  }

  private credit(day: number, second: number, cents: number): void {
    const line = { product: 'Goodwill credit', productLine: this.customer.segment.productLine }
    const order = { type: 'credit', idPrefix: 'CRN', day, second, channel: 'service' } as const
    const lines = [{ ...line, quantity: 1, cents, costCents: 0 }]
    writeOrder(this.customer, { ...order, lines }, this.sink)
  }
}
