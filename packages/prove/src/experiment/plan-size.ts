import { addDays, insufficient, rangePeriod, type Call, measuredSchema } from '@fealty/core'
import { measureArms, metricCatalogue, metricIds, metricInfoSchema } from '@fealty/measure'
import { minimumDetectableChange, sampleSizeForChange } from '@fealty/stats'
import { z } from 'zod'
import { armOutcome } from '../effect/arm-sums.ts'
import { openWhole } from '../effect/read-effect.ts'
import type { ProveServices } from '../services.ts'

export const planInput = z.object({
  metric: z.enum(metricIds),
  metricWhere: z.array(z.string().max(600)).max(20).default([]),
  population: z.array(z.string().max(600)).max(20).default([]),
  unit: z.enum(['customer', 'account']).default('customer'),
  /** How long outcomes are counted. */
  days: z.number().int().min(1).max(1_000).default(90),
  /** Share of the population in the smaller of the two arms. */
  smallerShare: z.number().gt(0).max(0.5).default(0.5),
  /** The smallest effect worth finding, in the unit of the metric. */
  smallest: z.number().positive().optional(),
})

export const planOutput = z.object({
  metric: metricInfoSchema,
  /** The metric over the last days of this length, which the plan is made from. */
  now: measuredSchema,
  /** Units of the population, and those with an outcome in so many days. */
  units: z.number(),
  measuredUnits: z.number(),
  /** The smallest true effect that would be seen four times in five. */
  detectable: z.number().nullable(),
  /** Units with an outcome that both arms together need for the smallest effect worth finding. */
  needed: z.number().nullable(),
  isEnough: z.boolean().nullable(),
})

/** Plans from the last days of the same length: as many outcomes, with the same spread. */
export async function planSize(
  call: Call<ProveServices>,
  input: z.output<typeof planInput>,
): Promise<z.input<typeof planOutput>> {
  const { metric, metricWhere, population, unit, days, smallerShare, smallest } = input
  const context = await openWhole(call)
  const end = addDays(context.asOf, 1)
  const window = rangePeriod(addDays(end, -days), end)
  const { arms, perUnit } = await measureArms(context, {
    metric,
    where: metricWhere,
    population: { where: population, unit, split: { by: 'all', arm: 'all' } },
    windows: [window, window],
    onlyMeasured: false,
  })
  const info = metricCatalogue[metric].info
  const [arm] = arms
  const now = arm
    ? armOutcome(arm, 1, perUnit)
    : insufficient(0, 2, 'Nobody is in this population.')
  const units = arm?.units ?? 0
  const measured = arm === undefined ? 0 : perUnit ? units : arm.windows[1]!.n
  if (now.kind === 'insufficient' || now.se === undefined || !(now.se > 0)) {
    const unknown = { detectable: null, needed: null, isEnough: null }
    return { metric: info, now, units, measuredUnits: measured, ...unknown }
  }
  const spread = now.se * Math.sqrt(measured)
  const errorOf = (share: number): number => spread / Math.sqrt(measured * share)
  const detectable = minimumDetectableChange({
    se: errorOf(smallerShare),
    baselineSe: errorOf(1 - smallerShare),
  })
  const needed = smallest === undefined ? null : neededUnits(spread, smallest, smallerShare)
  return {
    metric: info,
    now,
    units,
    measuredUnits: measured,
    detectable,
    needed,
    isEnough: needed === null ? null : needed <= measured,
  }
}

/** Two equal arms of n have the error of arms s and 1 − s of N when 2 / n = 1 / (N s (1 − s)). */
function neededUnits(spread: number, change: number, share: number): number {
  const perArm = sampleSizeForChange({ variance: spread * spread, change, against: 'period' })
  return Math.ceil(perArm / (2 * share * (1 - share)))
}
