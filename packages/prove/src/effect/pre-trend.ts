import type { ArmStatistics } from '@fealty/measure'
import { estimatePanelEffect, panelCohortFromSums, testEqualEstimates } from '@fealty/stats'
import { compareWindow } from './estimate-effect.ts'
import type { ExperimentEffect } from './contract.ts'

/** Groups that were moving apart already fail below this p; a large p is no proof that they were not. */
const threshold = 0.05

/** Whether treated and control moved alike before the start, over the given windows. */
export function judgePreTrend(
  treated: ArmStatistics,
  control: ArmStatistics,
  before: readonly number[],
  after: readonly number[],
  perUnit: boolean,
): NonNullable<ExperimentEffect['preTrend']> {
  const tested = perUnit
    ? testPanel(treated, control, before, after)
    : testGaps(treated, control, before)
  const periods = before.length
  if ('why' in tested) return { p: null, periods, holds: false, why: tested.why }
  const holds = tested.p >= threshold
  const why = holds
    ? 'Before the start both groups moved alike.'
    : 'The groups were moving apart before the start already.'
  return { p: tested.p, periods, holds, why }
}

/** Sums: the same units in every month, so that their months hang together. */
function testPanel(
  treated: ArmStatistics,
  control: ArmStatistics,
  before: readonly number[],
  after: readonly number[],
): { p: number } | { why: string } {
  if (before.length < 2) return { why: 'One period before the start tells no trend.' }
  if (after.length === 0) return { why: 'No whole month lies after the start yet.' }
  const months = [...before, ...after]
  const toCohort = (arm: ArmStatistics, adoption: number) =>
    panelCohortFromSums({
      adoption,
      n: arm.units,
      sums: Float64Array.from(months, (w) => arm.windows[w]!.y),
      crossProducts: Float64Array.from(
        months.flatMap((t) => months.map((s) => arm.panel![t * arm.windows.length + s]!)),
      ),
    })
  const effect = estimatePanelEffect([
    toCohort(treated, before.length),
    toCohort(control, Infinity),
  ])
  if (effect.kind === 'insufficient') return effect
  return effect.preTrend.kind === 'insufficient' ? effect.preTrend : { p: effect.preTrend.p }
}

/** Shares and scores: other customers in each month, so the gaps are independent of one another. */
function testGaps(
  treated: ArmStatistics,
  control: ArmStatistics,
  before: readonly number[],
): { p: number } | { why: string } {
  const gaps = before.flatMap((window) => {
    const gap = compareWindow(treated, control, window, false)
    return gap.kind === 'insufficient' || gap.se === 0
      ? []
      : [{ value: gap.difference, se: gap.se }]
  })
  const tested = testEqualEstimates(gaps)
  return tested.kind === 'insufficient' ? tested : { p: tested.p }
}
