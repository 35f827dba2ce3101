import { WINDOW, isoDate } from './calendar.ts'
import { SEGMENTS } from './catalogue.ts'
import { PORTAL_LOGINS } from './costs.ts'
import { formatCents } from './rows.ts'
import { CONTACTS_PER_ORDER_SHIFT, PORTAL_CONTACT_FACTOR } from './service.ts'
import {
  ANSWER_MODEL,
  BREAKDOWN_DAY,
  BREAKDOWN_DAYS,
  EFFECTS,
  HAZARD,
  PARTNER_LISTENING_DAY,
  RATINGS,
  STORY_VERSION,
  TARIFF_CHANGES,
} from './story.ts'
import { SAMPLING } from './surveys.ts'
import { RETENTION_DAYS, type ScoreCount, type TruthTally } from './truth-tally.ts'

/** NPS of the reached answers minus the NPS of the same answers had the effect not been. */
function computeNpsPoints(counts: readonly ScoreCount[]) {
  const answers = counts.reduce((sum, count) => sum + count.answers, 0)
  const difference = counts.reduce(
    (sum, count) => sum + count.netPromoters - count.netPromotersWithout,
    0,
  )
  return { answers, npsPoints: answers === 0 ? null : (100 * difference) / answers }
}

function describeEffects(tally: TruthTally) {
  return EFFECTS.map((effect) => {
    const bySegment = [...(tally.effects.get(effect.id) ?? new Map<string, ScoreCount>())]
    return {
      id: effect.id,
      name: effect.name,
      from: isoDate(effect.from),
      fadesFrom: effect.fadesFrom < WINDOW.endDay ? isoDate(effect.fadesFrom) : null,
      until: effect.until < WINDOW.endDay ? isoDate(effect.until) : null,
      segments: effect.segments,
      region: effect.region ?? null,
      arm: effect.arm ?? null,
      ratingShift: effect.ratings,
      scoreShift: effect.score,
      reached: computeNpsPoints(bySegment.map(([, count]) => count)),
      reachedBySegment: Object.fromEntries(
        bySegment.map(([segment, count]) => [segment, computeNpsPoints([count])]),
      ),
    }
  })
}

function describeProfit(profits: readonly number[]) {
  const total = profits.reduce((sum, cents) => sum + cents, 0)
  const top = profits.slice(0, Math.ceil(profits.length * 0.2))
  return {
    customers: profits.length,
    total: formatCents(total),
    negative: profits.filter((cents) => cents < 0).length,
    topFifthShare: top.reduce((sum, cents) => sum + cents, 0) / total,
  }
}

function describeRetention(tally: TruthTally) {
  const counts = Object.values(tally.segments)
  return {
    from: isoDate(RETENTION_DAYS.from),
    to: isoDate(RETENTION_DAYS.to),
    activeAtFrom: counts.reduce((sum, count) => sum + count.activeYearBefore, 0),
    kept: counts.reduce((sum, count) => sum + count.keptOfYearBefore, 0),
  }
}

/** The truth behind one generated company; plain JSON, no dates but as text. */
export function createTruth(seed: number, scale: number, tally: TruthTally) {
  return {
    company: 'Northline Telecom',
    version: STORY_VERSION,
    seed,
    scale,
    window: { from: WINDOW.from, to: WINDOW.to, fiscalYearStartsMonth: 1 },
    rows: tally.rows,
    segments: tally.segments,
    retention12Months: describeRetention(tally),
    profit: {
      window: describeProfit(tally.listProfits('window')),
      last12Months: describeProfit(tally.listProfits('year')),
    },
    invitations: tally.invitations,
    comments: tally.comments,
    exposedToBreakdown: tally.exposedToBreakdown,
    portalPilot: tally.portalPilot,
    effects: describeEffects(tally),
    model: {
      answers: ANSWER_MODEL,
      driverWeights: Object.fromEntries(RATINGS.map(({ key, weight }) => [key, weight])),
      hazard: HAZARD,
      sampling: { ...SAMPLING, partnersAskedSince: isoDate(PARTNER_LISTENING_DAY) },
      breakdown: { from: isoDate(BREAKDOWN_DAY), days: BREAKDOWN_DAYS },
      tariffChanges: TARIFF_CHANGES.map((change) => ({ ...change, day: isoDate(change.day) })),
      addOns: Object.fromEntries(SEGMENTS.map(({ id, addOn }) => [id, addOn])),
      responseRates: Object.fromEntries(SEGMENTS.map((each) => [each.id, each.responseRate])),
      service: {
        portalContactFactor: PORTAL_CONTACT_FACTOR,
        perOrderShift: CONTACTS_PER_ORDER_SHIFT,
      },
      portalLogins: PORTAL_LOGINS,
    },
    /** Every customer who left: id, first day without a subscription, reason. */
    churned: tally.churned,
  }
}

export type DemoTruth = ReturnType<typeof createTruth>
