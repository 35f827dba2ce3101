import { WINDOW, timestamp } from './calendar.ts'
import { writeComment, type Mood } from './comments.ts'
import type { Theme } from './comment-phrases.ts'
import type { Customer } from './customer.ts'
import type { Rng } from './random.ts'
import { clampRound, computeOrderShift, drawAnswer } from './satisfaction.ts'
import type { Sink } from './sink.ts'
import { ANSWER_MODEL, PARTNER_LISTENING_DAY, RATINGS, type RatingKey } from './story.ts'

/** Who is asked how often; all chances are per month or per occasion. */
export const SAMPLING = {
  relationship: { monthlyChance: 0.34, gapDays: 120, newCustomerDays: 60, cycleDays: 210 },
  /** Partners before and after the day Northline began to listen to them. */
  partnersBefore: { monthlyChance: 0.008, gapDays: 120 },
  partnersAfter: { monthlyChance: 0.95, gapDays: 25 },
  afterService: { chance: 0.5, gapDays: 21, responseFactor: 0.75 },
  afterOrder: { chance: 0.6, gapDays: 21, responseFactor: 0.7 },
  commentChance: 0.42,
} as const

const SURVEY_CHANNELS = [
  { name: 'e-mail', weight: 62 },
  { name: 'text message', weight: 24 },
  { name: 'app', weight: 14 },
]

const THEME_OF_RATING: Record<RatingKey, readonly Theme[]> = {
  orderAccuracy: ['order accuracy'],
  networkSpeed: ['speed', 'outage'],
  billClarity: ['bill clarity'],
  staff: ['staff friendliness', 'waiting time'],
  valueForMoney: ['price'],
}

interface Survey {
  readonly name: 'relationship' | 'after-service' | 'after-order'
  readonly touchpoint: string
  readonly responseRate: number
}

interface Given {
  readonly nps: string
  readonly csat: string
  readonly ces: string
  readonly ratings: readonly string[]
  readonly mood: Mood
  readonly themes: readonly Theme[]
}

const NO_RATINGS = RATINGS.map(() => '')

/** Asks one customer, respects the contact budget, and writes every invitation, answered or not. */
export class SurveyDesk {
  private lastInvite = -100_000
  private lastRelationship: number

  constructor(
    private readonly customer: Customer,
    private readonly sink: Sink,
  ) {
    // Sampling ran long before the window: the first quarter must not find everybody rested.
    this.lastRelationship = -1 - customer.streams.relationship.int(SAMPLING.relationship.cycleDays)
  }

  private get isNeverAsked(): boolean {
    return this.customer.account?.partnerTier === 'registered'
  }

  /** Continual sampling: perhaps asks for the relationship on some day in [from, until). */
  sampleRelationship(from: number, until: number): void {
    const rng = this.customer.streams.relationship
    const isPartner = this.customer.segment.id === 'partners'
    const partnerRule =
      from < PARTNER_LISTENING_DAY ? SAMPLING.partnersBefore : SAMPLING.partnersAfter
    const rule = isPartner ? partnerRule : SAMPLING.relationship
    const day = from + rng.int(until - from)
    if (!rng.chance(rule.monthlyChance) || this.isNeverAsked) return
    if (day - this.lastRelationship < rule.gapDays) return
    if (day - this.customer.sinceDay < SAMPLING.relationship.newCustomerDays) return
    this.lastRelationship = day
    const { responseRate } = this.customer.segment
    this.ask({ name: 'relationship', touchpoint: '', responseRate }, day, () =>
      this.answerRelationship(day),
    )
  }

  inviteAfterService(day: number, touchpoint: string, channel: string, outcome: string): void {
    const rng = this.customer.streams.touchpoint
    if (!this.mayAsk(day, SAMPLING.afterService)) return
    const responseRate = this.customer.segment.responseRate * SAMPLING.afterService.responseFactor
    this.ask({ name: 'after-service', touchpoint, responseRate }, day, () => {
      const settled = outcome === 'resolved' ? 0 : outcome === 'follow-up' ? -0.5 : -1.4
      const ordering = touchpoint === 'Ordering' ? 0.5 * computeOrderShift(this.customer, day) : 0
      const latent = 4.4 + 0.35 * this.customer.contentment + settled + ordering
      const csat = clampRound(latent + 0.85 * rng.normal(), 1, 5)
      const themes: readonly Theme[] =
        channel === 'portal' ? ['portal'] : ['waiting time', 'staff friendliness']
      const mood = csat >= 4 ? 'glad' : csat === 3 ? 'torn' : 'cross'
      return { nps: '', csat: String(csat), ces: '', ratings: NO_RATINGS, mood, themes }
    })
  }

  inviteAfterOrder(day: number, channel: string): void {
    const rng = this.customer.streams.touchpoint
    if (!this.mayAsk(day, SAMPLING.afterOrder)) return
    const responseRate = this.customer.segment.responseRate * SAMPLING.afterOrder.responseFactor
    this.ask({ name: 'after-order', touchpoint: 'Ordering', responseRate }, day, () => {
      const shift = 1.1 * computeOrderShift(this.customer, day)
      const latent = 5.7 + 0.4 * this.customer.contentment + shift
      const ces = clampRound(latent + 1.15 * rng.normal(), 1, 7)
      const themes: readonly Theme[] =
        channel === 'online' || channel === 'partner'
          ? ['portal', 'order accuracy']
          : ['order accuracy', 'waiting time']
      const mood = ces >= 6 ? 'glad' : ces >= 4 ? 'torn' : 'cross'
      return { nps: '', csat: '', ces: String(ces), ratings: NO_RATINGS, mood, themes }
    })
  }

  private mayAsk(day: number, rule: { chance: number; gapDays: number }): boolean {
    const isHiddenPartner = this.customer.segment.id === 'partners' && day < PARTNER_LISTENING_DAY
    const isLucky = this.customer.streams.touchpoint.chance(rule.chance)
    if (!isLucky || this.isNeverAsked || isHiddenPartner) return false
    return day - this.lastInvite >= rule.gapDays
  }

  private answerRelationship(day: number): Given {
    const rng = this.customer.streams.relationship
    const drawn = drawAnswer(this.customer, day, rng)
    this.sink.truth.addScore(this.customer, drawn)
    const mood = drawn.nps >= 9 ? 'glad' : drawn.nps >= 7 ? 'torn' : 'cross'
    return {
      nps: String(drawn.nps),
      csat: '',
      ces: '',
      ratings: RATINGS.map(({ key }) =>
        rng.chance(ANSWER_MODEL.shareOfRatingsSkipped) ? '' : String(drawn.ratings[key]),
      ),
      mood,
      themes: THEME_OF_RATING[chooseRating(drawn.ratings, mood)],
    }
  }

  /** Own streams, so that a changed contact never changes what customers answer about the whole. */
  private streamOf(survey: Survey): Rng {
    const { relationship, touchpoint } = this.customer.streams
    return survey.name === 'relationship' ? relationship : touchpoint
  }

  private ask(survey: Survey, day: number, answer: () => Given): void {
    const { customer, sink } = this
    const rng = this.streamOf(survey)
    this.lastInvite = day
    const second = 9 * 3600 + rng.int(8 * 3600)
    const answeredDay = day + Math.floor(rng.exponential(0.6))
    const answers = rng.chance(survey.responseRate) && answeredDay < WINDOW.endDay
    const channel = rng.pickWeighted(SURVEY_CHANNELS).name
    const given = answers ? answer() : null
    const id = sink.nextId('R', 7)
    sink.truth.countInvite(survey.name, given !== null)
    const asked = [id, customer.id, timestamp(day, second)]
    const where = [survey.name, survey.touchpoint, channel, customer.language]
    if (given === null) {
      sink.push('responses', [...asked, '', ...where, '', '', '', ...NO_RATINGS, ''])
      return
    }
    const delay = answeredDay === day ? 60 + rng.int(5 * 3600) : rng.int(5 * 3600) - 5400
    const comment = rng.chance(SAMPLING.commentChance) ? this.comment(given, rng) : ''
    const scores = [given.nps, given.csat, given.ces, ...given.ratings]
    sink.push('responses', [
      ...asked,
      timestamp(answeredDay, second + delay),
      ...where,
      ...scores,
      comment,
    ])
  }

  private comment(given: Given, rng: Rng): string {
    const theme = rng.pick(given.themes)
    this.sink.truth.countComment(theme, given.mood, this.customer.language)
    return writeComment(theme, given.mood, this.customer.language, rng)
  }
}

/** People write about what they liked best when glad, and about the worst otherwise. */
function chooseRating(ratings: Record<RatingKey, number>, mood: Mood): RatingKey {
  const sign = mood === 'glad' ? 1 : -1
  let chosen: RatingKey = 'orderAccuracy'
  for (const { key } of RATINGS) {
    if (sign * ratings[key] > sign * ratings[chosen]) chosen = key
  }
  return chosen
}
