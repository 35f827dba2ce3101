import { insufficient } from '@fealty/core'
import { metricCatalogue, type ArmStatistics } from '@fealty/measure'
import type { KeptExperiment } from '../experiment/contract.ts'
import type { EffectComparison, ExperimentEffect } from './contract.ts'
import type { EffectWindows } from './effect-windows.ts'
import {
  estimateChange,
  estimateDifference,
  estimateRandomised,
  type EstimateOptions,
} from './estimate-effect.ts'
import { hasBefore } from './judge-design.ts'

interface Comparing {
  experiment: KeptExperiment
  state: ExperimentEffect['state']
  /** The arms in the order of the design. */
  arms: readonly ArmStatistics[]
  windows: Pick<EffectWindows, 'scale'>
  /** What is measured is a sum for each unit, not a share of answers. */
  perUnit: boolean
  /** Of all comparisons of the experiment together. */
  level: number
}

/** Each arm against the control, or the time after against the time before; the level is shared out. Pure. */
export function compareArms(comparing: Comparing): EffectComparison[] {
  const { experiment, arms, windows } = comparing
  const { design, arms: planned } = experiment
  const options = estimateOptions(comparing)
  if (design === 'before-after')
    return arms[0] ? [estimateChange(arms[0], windows.scale, options)] : [nobody('all')]
  const control = arms.find(({ arm }) => arm === planned[0]?.name)
  return planned.slice(1).map(({ name }) => {
    const treated = arms.find(({ arm }) => arm === name)
    if (!control || !treated) return nobody(name)
    return design === 'randomised'
      ? estimateRandomised(treated, control, options)
      : estimateDifference(treated, control, windows.scale, options)
  })
}

function estimateOptions({ experiment, state, arms, perUnit, level }: Comparing): EstimateOptions {
  const others = Math.max(1, experiment.arms.length - 1)
  const units = arms.reduce((sum, arm) => sum + arm.units, 0)
  return {
    perUnit,
    level: 1 - (1 - level) / others,
    tuning: state === 'ended' ? null : Math.max(1, units),
    hasBefore: hasBefore(experiment),
    hasRelative: metricCatalogue[experiment.metric].info.unit !== 'points',
  }
}

const nobody = (arm: string): EffectComparison => ({
  arm,
  effect: insufficient(0, 20, 'Nobody is in this arm, or in the one it is compared with.'),
  relative: null,
  verdict: 'too few',
  p: null,
  detectable: null,
  varianceReduction: null,
})
