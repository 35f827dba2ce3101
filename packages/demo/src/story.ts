import { dayOf } from './calendar.ts'
import type { SegmentId } from './catalogue.ts'

/**
 * The story with its true coefficients. Everything here is copied to the truth file, so an analysis
 * of the exports can be compared with what really made them.
 */
export const STORY_VERSION = 1

export const RATINGS = [
  { key: 'orderAccuracy', header: 'Order accuracy', weight: 0.7 },
  { key: 'networkSpeed', header: 'Network speed', weight: 0.5 },
  { key: 'billClarity', header: 'Bill clarity', weight: 0.4 },
  { key: 'staff', header: 'Staff', weight: 0.3 },
  { key: 'valueForMoney', header: 'Value for money', weight: 0.4 },
] as const

export type RatingKey = (typeof RATINGS)[number]['key']

/** How an answer comes about; ratings and scores are rounded and clamped to their scales at the end. */
export const ANSWER_MODEL = {
  /** Mean of each latent rating (1 to 5) before shifts. */
  ratingMeans: {
    orderAccuracy: 4.1,
    networkSpeed: 3.8,
    billClarity: 3.9,
    staff: 4.2,
    valueForMoney: 3.6,
  } satisfies Record<RatingKey, number>,
  /** Loading of each rating on the customer's own lasting contentment (standard normal). */
  contentmentLoading: 0.42,
  ratingNoise: 0.8,
  /** Score = level + region + sum of weight times (given rating - 4) + customer effect + noise. */
  level: {
    broadband: 8.52,
    mobile: 8.54,
    smallBusiness: 8.74,
    enterprise: 8.95,
    partners: 8.9,
  } satisfies Record<SegmentId, number>,
  customerEffect: 1.0,
  scoreNoise: 1.35,
  shareOfRatingsSkipped: 0.04,
} as const

/** Monthly log hazard of leaving; see `computeHazard`. */
export const HAZARD = {
  monthlyBase: {
    broadband: 0.013,
    mobile: 0.0146,
    smallBusiness: 0.0116,
    enterprise: 0.0084,
    partners: 0.0097,
  } satisfies Record<SegmentId, number>,
  /** Per point of the customer's expected score (0 to 10) above 8.5. */
  perScorePoint: -0.35,
  /** An order of the customer was lost in the breakdown: for `breakdownMonths` afterwards. */
  breakdownExposed: 0.9,
  breakdownMonths: 5,
  /** The customer's price rose by a tariff change: for `priceRiseMonths` afterwards. */
  priceRise: 0.45,
  priceRiseMonths: 6,
  /** Per unit of log((1 + tenure in years) / 4): new customers leave sooner. */
  perLogTenure: -0.25,
  /** At least two running products in a bundle. */
  bundled: -0.3,
  /** The self-service portal is open to the partner: 0.8 times the hazard. */
  portal: Math.log(0.8),
} as const

/** Something that shifts what customers feel from a day on, for whom and by how much. */
export interface Effect {
  readonly id: string
  readonly name: string
  readonly from: number
  /** Full strength before this day, then fading evenly to nothing at `until`. */
  readonly fadesFrom: number
  readonly until: number
  /** Multiplier by segment; a segment not named is untouched. */
  readonly segments: Partial<Record<SegmentId, number>>
  readonly region?: string
  readonly arm?: 'opened'
  /** Shift of a latent rating at strength 1. */
  readonly ratings: Partial<Record<RatingKey, number>>
  /** Shift of the score that no rating shows. */
  readonly score: number
}

const NEVER = dayOf('2099-01-01')

export const BREAKDOWN_DAY = dayOf('2026-03-10')
export const BREAKDOWN_DAYS = 9
/** Share of a segment's customers whose order was lost. */
export const BREAKDOWN_EXPOSURE: Record<SegmentId, number> = {
  broadband: 0.12,
  mobile: 0.03,
  smallBusiness: 0.06,
  enterprise: 0.04,
  partners: 0.1,
}
export const PORTAL_DAY = dayOf('2026-07-06')
/** Until this day partners were hardly ever asked; the lowest tier is not asked to this day. */
export const PARTNER_LISTENING_DAY = dayOf('2026-04-01')

export const EFFECTS: readonly Effect[] = [
  {
    id: 'ordering-breakdown',
    name: 'Ordering system breakdown after release 26.3',
    from: BREAKDOWN_DAY,
    fadesFrom: dayOf('2026-05-10'),
    until: dayOf('2026-06-01'),
    segments: { broadband: 1, smallBusiness: 0.3, mobile: 0.15, partners: 0.5 },
    ratings: { orderAccuracy: -0.45 },
    score: 0,
  },
  {
    id: 'release-26.8',
    name: 'Release 26.8 of the ordering portal ships wrong orders',
    from: dayOf('2026-08-12'),
    fadesFrom: NEVER,
    until: NEVER,
    segments: { broadband: 1 },
    ratings: { orderAccuracy: -0.9 },
    score: 0,
  },
  {
    id: 'tariff-2026',
    name: 'Broadband tariff change of July 2026',
    from: dayOf('2026-07-01'),
    fadesFrom: NEVER,
    until: NEVER,
    segments: { broadband: 1 },
    ratings: { valueForMoney: -0.6 },
    score: 0,
  },
  {
    id: 'order-validation',
    name: 'Orders validated before dispatch in Midlands',
    from: dayOf('2026-05-04'),
    fadesFrom: NEVER,
    until: NEVER,
    segments: { broadband: 1, mobile: 1, smallBusiness: 1 },
    region: 'Midlands',
    ratings: { orderAccuracy: 0.4 },
    score: 0,
  },
  {
    id: 'partner-order-desk',
    name: 'Order desk for all partners',
    from: dayOf('2026-07-01'),
    fadesFrom: NEVER,
    until: NEVER,
    segments: { partners: 1 },
    ratings: { staff: 0.3 },
    score: 0.12,
  },
  {
    id: 'partner-portal',
    name: 'Self-service portal for a random half of the partners',
    from: PORTAL_DAY,
    fadesFrom: NEVER,
    until: NEVER,
    segments: { partners: 1 },
    arm: 'opened',
    ratings: {},
    score: 0.42,
  },
]

/** Tariff changes: the price of matching running subscriptions is multiplied on that day. */
export const TARIFF_CHANGES: readonly {
  readonly day: number
  readonly segments: readonly SegmentId[]
  readonly factor: number
  /** Counts as a price rise in the hazard (agreed yearly indexation does not). */
  readonly felt: boolean
}[] = [
  {
    day: dayOf('2025-01-01'),
    segments: ['smallBusiness', 'enterprise'],
    factor: 1.04,
    felt: false,
  },
  { day: dayOf('2025-04-01'), segments: ['broadband', 'mobile'], factor: 1.04, felt: true },
  {
    day: dayOf('2026-01-01'),
    segments: ['smallBusiness', 'enterprise'],
    factor: 1.04,
    felt: false,
  },
  { day: dayOf('2026-07-01'), segments: ['broadband'], factor: 1.06, felt: true },
]

/** From this day on security extras are offered in every contact; they triple. */
export const SECURITY_OFFER_DAY = dayOf('2026-04-01')

/** Whom an effect reaches is decided by these fields alone. */
export interface EffectSubject {
  readonly segmentId: SegmentId
  readonly regionName: string
  readonly arm: '' | 'opened' | 'control'
}

/** Strength of an effect on a customer on a day: 0 when untouched. */
export function computeStrength(effect: Effect, subject: EffectSubject, day: number): number {
  if (day < effect.from || day >= effect.until) return 0
  if (effect.region !== undefined && effect.region !== subject.regionName) return 0
  if (effect.arm !== undefined && effect.arm !== subject.arm) return 0
  const share = effect.segments[subject.segmentId] ?? 0
  if (day < effect.fadesFrom) return share
  return (share * (effect.until - day)) / (effect.until - effect.fadesFrom)
}
