import type { Commands, Initiative } from '../../api/contracts.ts'
import { readNumber } from '../../ui/read-typed.ts'
import { readAmount } from './initiative-draft.ts'
import { readStream, writeStream } from './plan-lines.ts'

type Correction = Commands['initiatives.correct']['input']

/** A decision about a plan as its form holds it: texts, as people type them. */
export interface CorrectionDraft {
  choice: Correction['choice']
  reason: string
  from: string
  to: string
  /** Months one a line, `2026-07 1500 2500 3250`. */
  benefitLines: string
  costLines: string
  /** A year, in per cent. */
  discountRate: string
}

/** The plan that holds, ready to be changed. */
export function draftOf({ plans, window }: Initiative): CorrectionDraft {
  const { plan } = plans.at(-1)!
  return {
    choice: 'continue',
    reason: '',
    from: window.from,
    to: window.to,
    benefitLines: writeStream(plan.benefits),
    costLines: writeStream(plan.costs),
    discountRate: String(Number((100 * plan.discountRate).toPrecision(12))),
  }
}

/** Months of a stream after the last known one, times a factor; those that are over stay as they were. */
export function scaleToCome(lines: string, percent: string, asOf: string): string | null {
  const stream = readStream(lines)
  const factor = readAmount(percent)
  if (stream === null || factor === null) return null
  const scaled = (amount: number) => Number(((amount * factor) / 100).toFixed(2))
  return writeStream(
    stream.map(({ month, low, likely, high }) =>
      month <= asOf.slice(0, 7)
        ? { month, low, likely, high }
        : { month, low: scaled(low), likely: scaled(likely), high: scaled(high) },
    ),
  )
}

/** What is decided; null while the reason or a number is missing. */
export function buildCorrection(draft: CorrectionDraft, initiativeId: string): Correction | null {
  const { choice, reason, from, to } = draft
  if (reason.trim() === '') return null
  if (choice !== 'change-plan') return { initiativeId, choice, reason }
  const benefits = readStream(draft.benefitLines)
  const costs = readStream(draft.costLines)
  const rate = readNumber(draft.discountRate)
  if (benefits === null || costs === null || rate === null || from === '' || to < from) return null
  const plan = { benefits, costs, discountRate: rate / 100 }
  return { initiativeId, choice, reason, plan, window: { from, to } }
}
