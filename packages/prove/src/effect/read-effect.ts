import { insufficient, type Call, type Measured } from '@fealty/core'
import {
  countArms,
  keepAnswer,
  measureArms,
  metricCatalogue,
  openContext,
  showPeriod,
  type ArmPopulation,
  type ArmStatistics,
  type MeasureContext,
} from '@fealty/measure'
import { testSampleRatio } from '@fealty/stats'
import type { KeptRecord } from '@fealty/store'
import { readPopulation } from '../assignment/population.ts'
import type { KeptExperiment } from '../experiment/contract.ts'
import { experiments, stateOf } from '../experiment/experiments.ts'
import type { ProveServices } from '../services.ts'
import { armOutcome } from './arm-sums.ts'
import type { EffectComparison, ExperimentEffect } from './contract.ts'
import { effectWindows, type EffectWindows } from './effect-windows.ts'
import {
  estimateChange,
  estimateDifference,
  estimateRandomised,
  measureGap,
  type EstimateOptions,
} from './estimate-effect.ts'
import { gradeEffect, listProblems } from './grade-effect.ts'
import { measureFollowed } from './measure-followed.ts'
import { judgePreTrend } from './pre-trend.ts'
import { writeEffect } from './write-effect.ts'

type ProveCall = Call<ProveServices>
const level = 0.95

/** The effect of one experiment, the same for the same facts and enrolments. */
export async function readEffect(call: ProveCall, experimentId: string): Promise<ExperimentEffect> {
  const record = await experiments.read(call.services.store, call.workspaceId, experimentId)
  return measureEffect(call, await openWhole(call), record)
}

/** The effects of all experiments of the register. */
export async function listEffects(call: ProveCall): Promise<ExperimentEffect[]> {
  const records = await experiments.list(call.services.store, call.workspaceId)
  if (records.length === 0) return []
  const context = await openWhole(call)
  const effects: ExperimentEffect[] = []
  for (const record of records) effects.push(await measureEffect(call, context, record))
  return effects
}

/** An experiment is the company's: its effect is the same for a manager of one unit. */
export async function openWhole(call: ProveCall): Promise<MeasureContext> {
  return { ...(await openContext(call, { where: [], level })), ownWhere: null }
}

async function measureEffect(
  call: ProveCall,
  context: MeasureContext,
  record: KeptRecord<KeptExperiment>,
): Promise<ExperimentEffect> {
  const { workspaceId, services, today } = call
  const experiment = record.body
  const where = { workspaceId, experimentId: record.id }
  const population = await readPopulation(services, where, experiment)
  const state = stateOf(experiment, { today, asOf: context.asOf })
  const key = [record.id, experiment, population, state]
  return keepAnswer(context, 'prove.effect', key, () =>
    computeEffect({ context, id: record.id, experiment, population, state }),
  )
}

interface Question {
  context: MeasureContext
  id: string
  experiment: KeptExperiment
  population: ArmPopulation
  state: ExperimentEffect['state']
}

async function computeEffect(question: Question): Promise<ExperimentEffect> {
  const { context, experiment } = question
  const windows = effectWindows(experiment, context.asOf)
  if (experiment.design === 'asserted' || windows === null) return showNothing(question)
  const asked = {
    metric: experiment.metric,
    where: experiment.metricWhere,
    population: question.population,
    windows: windows.periods,
    onlyMeasured: experiment.design === 'randomised',
  }
  const answer =
    experiment.follow === null
      ? { ...(await measureArms(context, asked)), note: '' }
      : await measureFollowed(context, asked, experiment.follow, windows.to)
  const arms = orderArms(answer.arms, experiment)
  const options = estimateOptions(question, answer.perUnit, arms)
  const comparisons = compareArms(experiment, arms, windows, options)
  const found = judgeDesign(experiment, arms, windows, answer.perUnit)
  const described = describe(question, windows, arms, comparisons, found, answer.perUnit)
  return {
    ...described,
    problems: [...described.problems, ...(answer.note === '' ? [] : [answer.note])],
    sql: answer.sql,
  }
}

/** The arms in the order of the design; one that nobody is in yet is an empty one. */
function orderArms(
  arms: readonly ArmStatistics[],
  { arms: planned }: KeptExperiment,
): ArmStatistics[] {
  if (planned.length === 0) return [...arms]
  return planned.flatMap(({ name }) => arms.filter(({ arm }) => arm === name))
}

function estimateOptions(
  { experiment, state }: Question,
  perUnit: boolean,
  arms: readonly ArmStatistics[],
): EstimateOptions {
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

function compareArms(
  { design, arms: planned }: KeptExperiment,
  arms: readonly ArmStatistics[],
  { scale }: EffectWindows,
  options: EstimateOptions,
): EffectComparison[] {
  if (design === 'before-after')
    return arms[0] ? [estimateChange(arms[0], scale, options)] : [nobody('all')]
  const control = arms.find(({ arm }) => arm === planned[0]?.name)
  return planned.slice(1).map(({ name }) => {
    const treated = arms.find(({ arm }) => arm === name)
    if (!control || !treated) return nobody(name)
    return design === 'randomised'
      ? estimateRandomised(treated, control, options)
      : estimateDifference(treated, control, scale, options)
  })
}

/** Whether the first window is a time before anything was done. */
const hasBefore = ({ before, follow }: KeptExperiment): boolean =>
  before !== null || (follow !== null && follow.before > 0)

type Judged = Pick<ExperimentEffect, 'sampleRatio' | 'balance' | 'preTrend'>

/** Whether the design held: the split, the past, and the trends before. */
function judgeDesign(
  experiment: KeptExperiment,
  arms: readonly ArmStatistics[],
  windows: EffectWindows,
  perUnit: boolean,
): Judged {
  const { design, arms: planned } = experiment
  const nothing: Judged = { sampleRatio: null, balance: null, preTrend: null }
  const [control, treated] = arms
  if (design === 'before-after' || !control || !treated) return nothing
  if (design === 'difference') {
    const { before: months, after } = windows
    return { ...nothing, preTrend: judgePreTrend(treated, control, months, after, perUnit) }
  }
  const shares = planned.filter(({ name }) => arms.some(({ arm }) => arm === name))
  const ratio = testSampleRatio(
    arms.map(({ units }) => units),
    shares.map(({ share }) => share),
  )
  return {
    ...nothing,
    sampleRatio:
      ratio.kind === 'insufficient' ? null : { p: ratio.p, isMismatch: ratio.isMismatch },
    balance: hasBefore(experiment) ? measureGap(treated, control, 0, perUnit) : null,
  }
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

function describe(
  question: Question,
  windows: EffectWindows,
  arms: readonly ArmStatistics[],
  comparisons: EffectComparison[],
  found: Judged,
  perUnit: boolean,
): Omit<ExperimentEffect, 'sql'> {
  const { context, experiment, state } = question
  const { effect, relative, verdict } = comparisons[0]!
  const { grade, reason } = gradeEffect(experiment, found)
  const shown = showArms(experiment, arms, perUnit)
  const { name, design, measured } = experiment
  const metric = metricCatalogue[experiment.metric].info
  const balanceIsReal = isReal(found.balance)
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
    ...found,
    gaps:
      design === 'difference' && control && treated
        ? [...windows.before, ...windows.after].map((window) => ({
            period: showPeriod(windows.periods[window]!, context.asOf),
            after: windows.after.includes(window),
            measured: measureGap(treated, control, window, perUnit),
          }))
        : [],
    window: { from: measured.from, to: windows.to },
    problems: listProblems(experiment, { ...found, state, balanceIsReal }),
  }
}

const isReal = (gap: Measured | null): boolean =>
  gap?.kind === 'estimate' && (gap.low > 0 || gap.high < 0)

type Frame = Pick<
  ExperimentEffect,
  'experimentId' | 'name' | 'design' | 'state' | 'metric' | 'asOf' | 'snapshotId' | 'currency'
>

function frame({ context, id, experiment, state }: Question): Frame {
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

/** What is asserted, or has not begun: no number, and the sizes of the arms where there are any. */
async function showNothing(question: Question): Promise<ExperimentEffect> {
  const { context, experiment, population, state } = question
  const isAsserted = experiment.design === 'asserted'
  const nothing = { sampleRatio: null, balance: null, preTrend: null }
  const { grade, reason } = gradeEffect(experiment, nothing)
  const why = isAsserted ? 'Asserted; nothing was measured.' : 'Nothing has been measured yet.'
  const effect = insufficient(0, 20, why)
  const counts = isAsserted ? [] : await countArms(context, population)
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
    ...nothing,
    gaps: [],
    window: measured,
    problems: listProblems(experiment, { ...nothing, state, balanceIsReal: false }),
    sql: '',
  }
}
