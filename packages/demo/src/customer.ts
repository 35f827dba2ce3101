import type { PlannedCustomer } from './plan.ts'
import { Rng } from './random.ts'
import { formatCode } from './rows.ts'
import { BREAKDOWN_EXPOSURE, PORTAL_DAY, type EffectSubject } from './story.ts'

/** A customer with the lasting traits that the simulation needs; most are never exported. */
export interface Customer extends PlannedCustomer, EffectSubject {
  readonly id: string
  readonly language: 'en' | 'de' | 'fr'
  readonly acquisitionChannel: string
  /** Lasting contentment, standard normal: loads on every rating. */
  readonly contentment: number
  /** Lasting part of the score that no rating shows, in score points. */
  readonly scoreEffect: number
  /** Expected contacts a year: Gamma, so a few call all the time. */
  readonly contactsYear: number
  /** Price factor of this customer's contract. */
  readonly size: number
  /** Share of the monthly price given back to keep the customer; 0 for most. */
  readonly discount: number
  /** Day of the month (0 to 27) of the invoice, and the month in the billing cycle. */
  readonly billingDay: number
  readonly billingPhase: number
  /** An order of theirs would be lost in the breakdown. */
  readonly breakdownExposed: boolean
  readonly inUsageSample: boolean
  /** Independent random streams, one per purpose: changing one leaves the others as they were. */
  readonly streams: {
    readonly churn: Rng
    readonly billing: Rng
    readonly addOns: Rng
    readonly service: Rng
    readonly relationship: Rng
    readonly touchpoint: Rng
    readonly costs: Rng
  }
}

const ACQUISITION = [
  { name: 'online', weight: 40 },
  { name: 'shop', weight: 27 },
  { name: 'referral', weight: 15 },
  { name: 'partner', weight: 10 },
  { name: 'door-to-door', weight: 8 },
]

const BUSINESS_ACQUISITION = [
  { name: 'sales team', weight: 45 },
  { name: 'partner', weight: 25 },
  { name: 'referral', weight: 18 },
  { name: 'online', weight: 12 },
]

const LANGUAGES = [
  { code: 'en', weight: 82 },
  { code: 'de', weight: 12 },
  { code: 'fr', weight: 6 },
] as const

/** Shape of the spread of contacts between customers: small means few call very often. */
const CONTACT_SHAPE = 0.85
const DISCOUNTED_SHARE = 0.07

/** The portal pilot's coin: only partners who were there on its day take part. */
function drawArm(planned: PlannedCustomer, traits: Rng): Customer['arm'] {
  if (planned.segment.id !== 'partners' || planned.sinceDay > PORTAL_DAY) return ''
  return traits.chance(0.5) ? 'opened' : 'control'
}

/** Gives a planned customer its traits; the same seed and number give the same customer. */
export function createCustomer(seed: number, planned: PlannedCustomer): Customer {
  const { segment, number } = planned
  const traits = new Rng(seed, 2, number)
  const stream = (purpose: number) => new Rng(seed, 3, number, purpose)
  const isConsumer = segment.id === 'broadband' || segment.id === 'mobile'
  return {
    ...planned,
    id: formatCode('C', number, 6),
    segmentId: segment.id,
    regionName: planned.region.name,
    language: traits.pickWeighted(LANGUAGES).code,
    acquisitionChannel: traits.pickWeighted(isConsumer ? ACQUISITION : BUSINESS_ACQUISITION).name,
    contentment: traits.normal(),
    scoreEffect: traits.normal(),
    contactsYear: (segment.contactsYear * traits.gamma(CONTACT_SHAPE)) / CONTACT_SHAPE,
    size: Math.exp(segment.sizeSpread * traits.normal()),
    discount: traits.chance(DISCOUNTED_SHARE) ? traits.between(0.25, 0.55) : 0,
    billingDay: traits.int(28),
    billingPhase: traits.int(segment.billingMonths),
    breakdownExposed: traits.chance(BREAKDOWN_EXPOSURE[segment.id]),
    inUsageSample: traits.chance(segment.id === 'partners' ? 1 : 0.03),
    arm: drawArm(planned, traits),
    streams: {
      churn: stream(1),
      billing: stream(2),
      addOns: stream(3),
      service: stream(4),
      relationship: stream(5),
      costs: stream(6),
      touchpoint: stream(7),
    },
  }
}
