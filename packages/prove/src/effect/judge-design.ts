import type { ArmStatistics } from '@fealty/measure'
import { testSampleRatio } from '@fealty/stats'
import type { KeptExperiment } from '../experiment/contract.ts'
import type { ExperimentEffect } from './contract.ts'
import type { EffectWindows } from './effect-windows.ts'
import { measureGap } from './estimate-effect.ts'
import { judgePreTrend } from './pre-trend.ts'

/** Whether the first window is a time before anything was done. */
export const hasBefore = ({ before, follow }: KeptExperiment): boolean =>
  before !== null || (follow !== null && follow.before > 0)

/** What was found of a design: null where it has no such thing. */
export type JudgedDesign = Pick<ExperimentEffect, 'sampleRatio' | 'balance' | 'preTrend'>

/** Of a design that has no arms, or of which nothing is known yet. */
export const nothingJudged: JudgedDesign = { sampleRatio: null, balance: null, preTrend: null }

/** Whether the design held: the split, the past, and the trends before. Pure. */
export function judgeDesign(
  experiment: KeptExperiment,
  arms: readonly ArmStatistics[],
  windows: EffectWindows,
  perUnit: boolean,
): JudgedDesign {
  const { design, arms: planned } = experiment
  const [control, treated] = arms
  if (design === 'before-after' || !control || !treated) return nothingJudged
  if (design === 'difference') {
    const { before: months, after } = windows
    return { ...nothingJudged, preTrend: judgePreTrend(treated, control, months, after, perUnit) }
  }
  const shares = planned.filter(({ name }) => arms.some(({ arm }) => arm === name))
  const ratio = testSampleRatio(
    arms.map(({ units }) => units),
    shares.map(({ share }) => share),
  )
  return {
    ...nothingJudged,
    sampleRatio:
      ratio.kind === 'insufficient' ? null : { p: ratio.p, isMismatch: ratio.isMismatch },
    balance: hasBefore(experiment) ? measureGap(treated, control, 0, perUnit) : null,
  }
}
