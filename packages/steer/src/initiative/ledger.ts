import { grades } from '@fealty/prove'
import { z } from 'zod'
import type { ShownInitiative } from './contract.ts'

const entrySchema = z.object({
  initiativeId: z.string(),
  initiative: z.string(),
  share: z.number(),
  /** Proven money; 0 where nothing is booked. */
  booked: z.number(),
  why: z.string(),
})

export const ledgerOutput = z.object({
  headline: z.string(),
  currency: z.string(),
  asOf: z.string(),
  /** Proven money by the grade of its evidence. */
  byGrade: z.array(
    z.object({ grade: z.enum(grades), booked: z.number(), initiatives: z.number() }),
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

function bookedOf(claim: ShownInitiative['claimed'][number]): number {
  return claim.booked && claim.benefit.kind === 'estimate' ? claim.benefit.value : 0
}
