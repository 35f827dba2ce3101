import type { Call } from '@fealty/core'
import {
  countArms,
  keepAnswer,
  measureArms,
  openContext,
  type ArmStatistics,
  type MeasureContext,
} from '@fealty/measure'
import type { KeptRecord } from '@fealty/store'
import { readPopulation } from '../assignment/population.ts'
import type { KeptExperiment } from '../experiment/contract.ts'
import { experiments, stateOf } from '../experiment/experiments.ts'
import type { ProveServices } from '../services.ts'
import { compareArms } from './compare-arms.ts'
import type { ExperimentEffect } from './contract.ts'
import { describeEffect, describeNothing, type EffectQuestion } from './describe-effect.ts'
import { effectWindows } from './effect-windows.ts'
import { judgeDesign } from './judge-design.ts'
import { measureFollowed } from './measure-followed.ts'

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

async function computeEffect(question: EffectQuestion): Promise<ExperimentEffect> {
  const { context, experiment, population, state } = question
  const windows = effectWindows(experiment, context.asOf)
  const isAsserted = experiment.design === 'asserted'
  if (isAsserted || windows === null) {
    return describeNothing(question, isAsserted ? [] : await countArms(context, population))
  }
  const asked = {
    metric: experiment.metric,
    where: experiment.metricWhere,
    population,
    windows: windows.periods,
    onlyMeasured: experiment.design === 'randomised',
  }
  const answer =
    experiment.follow === null
      ? { ...(await measureArms(context, asked)), note: '' }
      : await measureFollowed(context, asked, experiment.follow, windows.to)
  const { perUnit, note, sql } = answer
  const arms = orderArms(answer.arms, experiment)
  const described = describeEffect(question, {
    windows,
    arms,
    perUnit,
    comparisons: compareArms({ experiment, state, arms, windows, perUnit, level }),
    judged: judgeDesign(experiment, arms, windows, perUnit),
  })
  return { ...described, problems: [...described.problems, ...(note === '' ? [] : [note])], sql }
}

/** The arms in the order of the design; one that nobody is in yet is an empty one. */
function orderArms(
  arms: readonly ArmStatistics[],
  { arms: planned }: KeptExperiment,
): ArmStatistics[] {
  if (planned.length === 0) return [...arms]
  return planned.flatMap(({ name }) => arms.filter(({ arm }) => arm === name))
}
