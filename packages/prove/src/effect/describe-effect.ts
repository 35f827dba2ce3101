import { insufficient, type Measured } from '@fealty/core'
import {
  metricCatalogue,
  showPeriod,
  type ArmPopulation,
  type ArmStatistics,
  type MeasureContext,
} from '@fealty/measure'
import type { KeptExperiment } from '../experiment/contract.ts'
import { armOutcome } from './arm-sums.ts'
import type { EffectComparison, ExperimentEffect } from './contract.ts'
import type { EffectWindows } from './effect-windows.ts'
import { measureGap } from './estimate-effect.ts'
import { gradeEffect, listProblems } from './grade-effect.ts'
import { nothingJudged, type JudgedDesign } from './judge-design.ts'
import { writeEffect } from './write-effect.ts'

/** An experiment whose effect is asked for, with who is in it and how far it has come. */
export interface EffectQuestion {
  context: MeasureContext
  id: string
  experiment: KeptExperiment
  population: ArmPopulation
  state: ExperimentEffect['state']
}

/** What was measured of an experiment. */
interface Found {
  windows: EffectWindows
  arms: readonly ArmStatistics[]
  comparisons: EffectComparison[]
  judged: JudgedDesign
  perUnit: boolean
}

function showArms(
  { design, arms: planned }: KeptExperiment,
  arms: readonly ArmStatistics[],
  perUnit: boolean,
): ExperimentEffect['arms'] {
  return arms.map((arm) => ({
    name: arm.arm,
    role: design !== 'before-after' && arm.arm === planned[0]?.name ? 'control' : 'treated',
    units: arm.units,
    outcome: armOutcome(arm, 1, perUnit),
    bands: arm.bands,
  }))
}

/** The effect with everything that is said about it: grade, sentence, arms, gaps, problems. Pure. */
export function describeEffect(
  question: EffectQuestion,
  { windows, arms, comparisons, judged, perUnit }: Found,
): Omit<ExperimentEffect, 'sql'> {
  const { context, experiment, state } = question
  const { effect, relative, verdict } = comparisons[0]!
  const { grade, reason } = gradeEffect(experiment, judged)
  const shown = showArms(experiment, arms, perUnit)
  const { name, design, measured } = experiment
  const metric = metricCatalogue[experiment.metric].info
  const balanceIsReal = isReal(judged.balance)
  const [control, treated] = arms
  return {
    ...frame(question),
    grade,
    gradeReason: reason,
    sentence: writeEffect({ name, metric, grade, verdict, effect, state }),
    effect,
    relative,
    verdict,
    comparisons,
    alwaysValid: state !== 'ended',
    arms: shown,
    treatedUnits: shown
      .filter(({ role }) => role === 'treated')
      .reduce((sum, { units }) => sum + units, 0),
    ...judged,
    gaps:
      design === 'difference' && control && treated
        ? [...windows.before, ...windows.after].map((window) => ({
            period: showPeriod(windows.periods[window]!, context.asOf),
            after: windows.after.includes(window),
            measured: measureGap(treated, control, window, perUnit),
          }))
        : [],
    window: { from: measured.from, to: windows.to },
    problems: listProblems(experiment, { ...judged, state, balanceIsReal }),
  }
}

const isReal = (gap: Measured | null): boolean =>
  gap?.kind === 'estimate' && (gap.low > 0 || gap.high < 0)

type Frame = Pick<
  ExperimentEffect,
  'experimentId' | 'name' | 'design' | 'state' | 'metric' | 'asOf' | 'snapshotId' | 'currency'
>

function frame({ context, id, experiment, state }: EffectQuestion): Frame {
  return {
    experimentId: id,
    name: experiment.name,
    design: experiment.design,
    state,
    metric: metricCatalogue[experiment.metric].info,
    asOf: context.asOf,
    snapshotId: context.snapshot.id,
    currency: context.workspace.currency,
  }
}

/** What is asserted, or has not begun: no number, and the sizes of the arms where there are any. Pure. */
export function describeNothing(
  question: EffectQuestion,
  counts: readonly { arm: string; units: number }[],
): ExperimentEffect {
  const { experiment, state } = question
  const isAsserted = experiment.design === 'asserted'
  const { grade, reason } = gradeEffect(experiment, nothingJudged)
  const why = isAsserted ? 'Asserted; nothing was measured.' : 'Nothing has been measured yet.'
  const effect = insufficient(0, 20, why)
  const { name, measured, arms } = experiment
  const metric = metricCatalogue[experiment.metric].info
  return {
    ...frame(question),
    grade,
    gradeReason: reason,
    sentence: writeEffect({ name, metric, grade, verdict: 'too few', effect, state }),
    effect,
    relative: null,
    verdict: 'too few',
    comparisons: [],
    alwaysValid: false,
    arms: counts.map(({ arm, units }) => ({
      name: arm,
      role: arm === arms[0]?.name ? ('control' as const) : ('treated' as const),
      units,
      outcome: effect,
      bands: null,
    })),
    treatedUnits: 0,
    ...nothingJudged,
    gaps: [],
    window: measured,
    problems: listProblems(experiment, { ...nothingJudged, state, balanceIsReal: false }),
    sql: '',
  }
}
