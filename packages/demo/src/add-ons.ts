import { WINDOW } from './calendar.ts'
import { DEVICES, DEVICE_COST_SHARE } from './catalogue.ts'
import type { Customer } from './customer.ts'
import { writeOrder, type OrderLine } from './orders.ts'
import type { Sink } from './sink.ts'
import { BREAKDOWN_DAY, BREAKDOWN_DAYS } from './story.ts'
import type { SurveyDesk } from './surveys.ts'

const CHANNELS = [
  { name: 'online', weight: 55 },
  { name: 'shop', weight: 33 },
  { name: 'phone', weight: 12 },
]
/** Gamma-Gamma spend: shape within a customer, and of the customers' means. */
const SPEND = { within: 6, q: 3.5 } as const
const RETURN_CHANCE = 0.04
/** Share of new customers who order a device with the contract. */
const STARTER_CHANCE = 0.55

/**
 * One-off orders of a customer: purchases at the customer's own Poisson rate until, after any repeat
 * one, the customer stops for good (BG/NBD; Fader, Hardie and Lee 2005), with Gamma-Gamma spend.
 */
export class AddOns {
  private nextDay: number
  private hasBought = false
  private readonly dailyRate: number
  private readonly stopChance: number
  private readonly meanCents: number

  constructor(
    private readonly customer: Customer,
    private readonly sink: Sink,
    private readonly surveys: SurveyDesk,
  ) {
    const rng = customer.streams.addOns
    const { r, alpha, a, b, meanCents } = customer.segment.addOn
    this.dailyRate = rng.gamma(r) / alpha / 365
    this.stopChance = rng.beta(a, b)
    this.meanCents = (meanCents * (SPEND.q - 1)) / rng.gamma(SPEND.q)
    const first = Math.max(0, customer.sinceDay)
    const startsWithOrder = customer.sinceDay >= 0 && rng.chance(STARTER_CHANCE)
    this.nextDay = startsWithOrder ? first : first + this.drawGap()
  }

  private drawGap(): number {
    return 1 + Math.floor(this.customer.streams.addOns.exponential(this.dailyRate))
  }

  /** The model begins after the first order: only a repeat order may be the last. */
  private drawNext(): number {
    const isLast = this.hasBought && this.customer.streams.addOns.chance(this.stopChance)
    this.hasBought = true
    return isLast ? Infinity : this.nextDay + this.drawGap()
  }

  /** Places the orders that fall before `until`. */
  placeUntil(until: number): void {
    while (this.nextDay < until) {
      const isDown = this.nextDay >= BREAKDOWN_DAY && this.nextDay < BREAKDOWN_DAY + BREAKDOWN_DAYS
      if (isDown) {
        // Nothing can be ordered while the system is down: the order waits for the first day after.
        this.nextDay = BREAKDOWN_DAY + BREAKDOWN_DAYS
        continue
      }
      this.place(this.nextDay, until)
      this.nextDay = this.drawNext()
    }
  }

  private drawLine(share: number): OrderLine {
    const rng = this.customer.streams.addOns
    const spend = (share * this.meanCents * rng.gamma(SPEND.within)) / SPEND.within
    const cents = Math.max(590, Math.round(spend / 10) * 10 - 1)
    const isPartner = this.customer.segment.id === 'partners'
    const device = DEVICES.findLast((candidate) => candidate.fromCents <= cents) ?? DEVICES[0]
    const costShare = isPartner ? DEVICE_COST_SHARE.wholesale : DEVICE_COST_SHARE.retail
    return {
      product: device.name,
      productLine: 'Devices',
      quantity: isPartner ? 1 + rng.int(5) : 1,
      cents,
      costCents: Math.round(cents * costShare),
    }
  }

  private place(day: number, until: number): void {
    const { addOns: rng } = this.customer.streams
    const second = 8 * 3600 + rng.int(12 * 3600)
    const isPartner = this.customer.segment.id === 'partners'
    const channel = isPartner ? 'partner' : rng.pickWeighted(CHANNELS).name
    const lines = rng.chance(0.25) ? [this.drawLine(0.8), this.drawLine(0.2)] : [this.drawLine(1)]
    const order = { type: 'add-on', idPrefix: 'ORD', day, second, channel, lines } as const
    writeOrder(this.customer, order, this.sink)
    this.surveys.inviteAfterOrder(day, channel)
    const backDay = day + 4 + rng.int(11)
    const [line] = lines
    if (!rng.chance(RETURN_CHANCE) || line === undefined) return
    if (backDay < Math.min(until, WINDOW.endDay)) this.takeBack(line, backDay, channel)
  }

  private takeBack(line: OrderLine, day: number, channel: string): void {
    const returned = {
      ...line,
      quantity: -line.quantity,
      cents: -line.cents,
      // A returned device is worth less than it cost: four fifths of its cost come back.
      costCents: -Math.round(line.costCents * 0.8),
    }
    const order = { type: 'return', idPrefix: 'RET', day, second: 43_200, channel } as const
    writeOrder(this.customer, { ...order, lines: [returned] }, this.sink)
  }
}
