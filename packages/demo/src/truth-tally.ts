import { isoDate, dayOf, WINDOW } from './calendar.ts'
import type { ChurnReason } from './churn-reason.ts'
import type { Theme } from './comment-phrases.ts'
import type { Mood } from './comments.ts'
import type { Customer } from './customer.ts'
import { DEMO_HEADERS, type DemoFile } from './rows.ts'
import type { RelationshipAnswer } from './satisfaction.ts'

/** Retention is counted between the ends of these two days. */
export const RETENTION_DAYS = { from: dayOf('2025-09-30'), to: dayOf('2026-09-30') } as const

export interface ScoreCount {
  answers: number
  /** Promoters minus detractors as answered, and had the effect not been. */
  netPromoters: number
  netPromotersWithout: number
}

function band(nps: number): number {
  return nps >= 9 ? 1 : nps <= 6 ? -1 : 0
}

function raise(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}

interface SegmentCount {
  customers: number
  activeAtEnd: number
  activeYearBefore: number
  keptOfYearBefore: number
  churned: number
  reasons: Record<string, number>
}

/** Counts what really happened while it happens; `truth.ts` turns it into the truth file. */
export class TruthTally {
  readonly rows: Record<string, number> = Object.fromEntries(
    Object.keys(DEMO_HEADERS).map((file) => [file, 0]),
  )
  readonly segments: Record<string, SegmentCount> = {}
  readonly churned: [customer: string, day: string, reason: ChurnReason][] = []
  readonly invitations: Record<string, { invited: number; answered: number }> = {}
  readonly comments = {
    themes: {} as Record<string, number>,
    moods: {} as Record<string, number>,
    languages: {} as Record<string, number>,
  }
  readonly exposedToBreakdown: Record<string, number> = {}
  readonly portalPilot: Record<string, number> = {}
  /** By effect id and segment name. */
  readonly effects = new Map<string, Map<string, ScoreCount>>()
  /** Cents by customer number: the whole window, and its last twelve months. */
  private readonly profit = new Map<number, { window: number; year: number; inYear: boolean }>()

  countRow(file: DemoFile): void {
    raise(this.rows, file)
  }

  addProfit(customerNumber: number, day: number, cents: number): void {
    let entry = this.profit.get(customerNumber)
    if (entry === undefined) {
      entry = { window: 0, year: 0, inYear: false }
      this.profit.set(customerNumber, entry)
    }
    entry.window += cents
    if (day > RETENTION_DAYS.from) {
      entry.year += cents
      entry.inYear = true
    }
  }

  addChurn(customer: Customer, day: number, reason: ChurnReason): void {
    this.churned.push([customer.id, isoDate(day), reason])
    const count = this.segment(customer)
    count.churned++
    raise(count.reasons, reason)
  }

  addCustomer(customer: Customer, leftOn: number | null): void {
    const isActive = (day: number) => customer.sinceDay <= day && (leftOn ?? WINDOW.endDay) > day
    const count = this.segment(customer)
    count.customers++
    if (isActive(RETENTION_DAYS.to)) count.activeAtEnd++
    if (!isActive(RETENTION_DAYS.from)) return
    count.activeYearBefore++
    if (isActive(RETENTION_DAYS.to)) count.keptOfYearBefore++
  }

  countPilot(arm: string): void {
    if (arm !== '') raise(this.portalPilot, arm)
  }

  countExposed(customer: Customer): void {
    raise(this.exposedToBreakdown, customer.segment.name)
  }

  countInvite(survey: string, isAnswered: boolean): void {
    const count = (this.invitations[survey] ??= { invited: 0, answered: 0 })
    count.invited++
    if (isAnswered) count.answered++
  }

  countComment(theme: Theme, mood: Mood, language: string): void {
    raise(this.comments.themes, theme)
    raise(this.comments.moods, mood)
    raise(this.comments.languages, language)
  }

  /** Counts an answer for each effect in force, beside what it would have been without that effect. */
  addScore(customer: Customer, given: RelationshipAnswer): void {
    for (const { effectId, nps } of given.without) {
      const bySegment = this.effects.get(effectId) ?? new Map<string, ScoreCount>()
      this.effects.set(effectId, bySegment)
      const name = customer.segment.name
      const count = bySegment.get(name) ?? { answers: 0, netPromoters: 0, netPromotersWithout: 0 }
      bySegment.set(name, count)
      count.answers++
      count.netPromoters += band(given.nps)
      count.netPromotersWithout += band(nps)
    }
  }

  /** Profit in cents of every customer with any booking, dearest first. */
  listProfits(period: 'window' | 'year'): number[] {
    const entries = [...this.profit.values()].filter((entry) => period === 'window' || entry.inYear)
    return entries.map((entry) => entry[period]).sort((left, right) => right - left)
  }

  private segment(customer: Customer): SegmentCount {
    return (this.segments[customer.segment.name] ??= {
      customers: 0,
      activeAtEnd: 0,
      activeYearBefore: 0,
      keptOfYearBefore: 0,
      churned: 0,
      reasons: {},
    })
  }
}
