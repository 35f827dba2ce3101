import { measuredSchema, type Measured } from '@fealty/core'
import { grades } from '@fealty/prove'
import { z } from 'zod'
import type { ShownInitiative } from './contract.ts'

const entrySchema = z.object({
  initiativeId: z.string(),
  initiative: z.string(),
  share: z.number(),
  /** Proven money; 0 where nothing is booked. */
  booked: z.number(),
  /** The benefit with its interval, proven or not. */
  benefit: measuredSchema,
  why: z.string(),
})

export const ledgerOutput = z.object({
  headline: z.string(),
  currency: z.string(),
  asOf: z.string(),
  /** Proven money by the grade of its evidence. */
  byGrade: z.array(
    z.object({
      grade: z.enum(grades),
      booked: z.number(),
      /** The same with the ends of all its intervals added up; null where nothing is booked. */
      measured: measuredSchema.nullable(),
      initiatives: z.number(),
    }),
  ),
  /** Promised by now and proven by nothing. */
  asserted: z.number(),
  plannedToDate: z.number(),
  costToDate: z.number(),
  /** Each effect once, with who claims which share of it. */
  effects: z.array(
    z.object({
      experimentId: z.string(),
      experiment: z.string(),
      metric: z.string(),
      grade: z.enum(grades),
      verdict: z.enum(['real', 'noise', 'too few']),
      sentence: z.string(),
      entries: z.array(entrySchema),
      /** What nobody claims yet, as a share. */
      unclaimed: z.number(),
    }),
  ),
})
export type Ledger = z.infer<typeof ledgerOutput>

/** Every unit of benefit once: effects, the shares that initiatives claim, and what is booked. */
export function keepLedger(
  all: readonly ShownInitiative[],
): Pick<Ledger, 'byGrade' | 'asserted' | 'plannedToDate' | 'costToDate' | 'effects'> {
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
  const claims = all.flatMap((initiative) =>
    initiative.claimed.map((claim) => ({ initiative, claim })),
  )
  const effects = new Map<string, Ledger['effects'][number]>()
  for (const { initiative, claim } of claims) {
    const { experimentId, experiment, metric, grade, verdict, sentence, share, why } = claim
    const effect = effects.get(experimentId) ?? {
      ...{ experimentId, experiment, metric, grade, verdict, sentence },
      entries: [],
      unclaimed: 1,
    }
    effect.entries.push({
      initiativeId: initiative.id,
      initiative: initiative.name,
      share,
      booked: bookedOf(claim),
      benefit: claim.benefit,
      why,
    })
    effect.unclaimed = Math.max(0, effect.unclaimed - share)
    effects.set(experimentId, effect)
  }
  return {
    byGrade: (['A', 'B', 'C'] as const).map((grade) => {
      const booked = claims.filter(({ claim }) => claim.booked && claim.grade === grade)
      return {
        grade,
        booked: sum(booked.map(({ claim }) => bookedOf(claim))),
        measured: addBenefits(booked.map(({ claim }) => claim.benefit)),
        initiatives: new Set(booked.map(({ initiative }) => initiative.id)).size,
      }
    }),
    asserted: sum(
      all.filter(({ grade }) => grade === 'D').map(({ plannedToDate }) => plannedToDate),
    ),
    plannedToDate: sum(all.map(({ plannedToDate }) => plannedToDate)),
    costToDate: sum(all.map(({ costToDate }) => costToDate)),
    effects: [...effects.values()],
  }
}

/**
 * The sum of benefits from the sum of their lower ends to that of their upper ends. Benefits of one
 * experiment err together, so nothing may be gained by adding them: this is never too narrow.
 */
function addBenefits(benefits: readonly Measured[]): Measured | null {
  const known = benefits.filter((benefit) => benefit.kind === 'estimate')
  const [first] = known
  if (first === undefined) return null
  const sum = (part: 'value' | 'low' | 'high' | 'n'): number =>
    known.reduce((total, benefit) => total + benefit[part], 0)
  return {
    kind: 'estimate',
    value: sum('value'),
    low: sum('low'),
    high: sum('high'),
    level: first.level,
    n: sum('n'),
    method: 'sum of benefits, their intervals added end to end',
  }
}

function bookedOf(claim: ShownInitiative['claimed'][number]): number {
  return claim.booked && claim.benefit.kind === 'estimate' ? claim.benefit.value : 0
}
