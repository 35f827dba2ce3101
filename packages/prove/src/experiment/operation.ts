import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import { openContext } from '@fealty/measure'
import { z } from 'zod'
import { effectSchema } from '../effect/contract.ts'
import { listEffects, readEffect } from '../effect/read-effect.ts'
import type { ProveServices } from '../services.ts'
import { checkDesign, designOf } from './check-design.ts'
import {
  experimentIdInput,
  experimentSaveInput,
  experimentSchema,
  experimentStopInput,
  shownExperimentSchema,
  type KeptExperiment,
} from './contract.ts'
import { experiments, showExperiment } from './experiments.ts'
import { planInput, planOutput, planSize } from './plan-size.ts'

type ProveCall = Call<ProveServices>

async function daysOf(call: ProveCall) {
  const { asOf } = await openContext(call, { where: [], level: 0.95 })
  return { today: call.today, asOf }
}

export const experimentListOutput = z.object({
  experiments: z.array(shownExperimentSchema.extend({ effect: effectSchema })),
})

const list = defineOperation({
  id: 'experiments.list',
  summary: 'All experiments and holdouts with what they found and how strong the evidence is',
  kind: 'query',
  input: z.object({}),
  output: experimentListOutput,
  errors: ['data.none'],
  access: 'member',
  async run(call: ProveCall) {
    const records = await experiments.list(call.services.store, call.workspaceId)
    if (records.length === 0) return { experiments: [] }
    const [days, effects] = await Promise.all([daysOf(call), listEffects(call)])
    return {
      experiments: records.map((record, index) => ({
        ...showExperiment(record, days),
        effect: effects[index]!,
      })),
    }
  },
})

export const experimentOneOutput = z.object({
  experiment: shownExperimentSchema,
  effect: effectSchema,
  history: z.array(
    z.object({
      version: z.number(),
      author: z.string(),
      reason: z.string().nullable(),
      changedAt: z.string(),
    }),
  ),
})

const one = defineOperation({
  id: 'experiments.one',
  summary: 'One experiment: its design, its effect with the interval, and whether the design held',
  kind: 'query',
  input: experimentIdInput,
  output: experimentOneOutput,
  errors: ['record.not-found'],
  access: 'member',
  async run(call: ProveCall, { experimentId }) {
    const { store } = call.services
    const record = await experiments.read(store, call.workspaceId, experimentId)
    const [days, effect, versions] = await Promise.all([
      daysOf(call),
      readEffect(call, experimentId),
      experiments.history(store, call.workspaceId, experimentId),
    ])
    const history = versions.map(({ version, author, reason, changedAt }) => ({
      version,
      author,
      reason,
      changedAt,
    }))
    return { experiment: showExperiment(record, days), effect, history }
  },
})

const save = defineOperation({
  id: 'experiments.save',
  summary: 'Write down an experiment before it begins; afterwards only its words may change',
  kind: 'command',
  input: experimentSaveInput,
  output: shownExperimentSchema,
  errors: ['experiment.design', 'experiment.started', 'record.exists', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: ProveCall, { id, expected, ...experiment }) {
    const { workspaceId, services, today } = call
    checkDesign(experiment)
    const isNew = id === undefined || expected === 0
    const known = isNew ? undefined : await experiments.read(services.store, workspaceId, id)
    if (known && today >= known.body.assignment.from) {
      const before = experimentSchema.parse(known.body)
      if (designOf(before) !== designOf(experiment)) throw new FealtyError('experiment.started')
    }
    const body: KeptExperiment = {
      ...experiment,
      salt: known?.body.salt ?? randomUUID(),
      registeredOn: known?.body.registeredOn ?? today,
      stopped: known?.body.stopped ?? null,
    }
    const record = await experiments.save(services.store, {
      workspaceId,
      id: id ?? randomUUID(),
      name: experiment.name,
      author: authorOf(call.actor),
      at: services.now().toISOString(),
      body,
      expected: expected ?? known?.version ?? 0,
    })
    return showExperiment(record, await daysOf(call))
  },
})

const stop = defineOperation({
  id: 'experiments.stop',
  summary: 'Break an experiment off, with the reason; outcomes after the day no longer count',
  kind: 'command',
  input: experimentStopInput,
  output: shownExperimentSchema,
  errors: ['record.not-found', 'experiment.design'],
  access: ['owner', 'analyst'],
  async run(call: ProveCall, { experimentId, on, reason }) {
    const { workspaceId, services } = call
    const known = await experiments.read(services.store, workspaceId, experimentId)
    if (on < known.body.assignment.from || on > call.today)
      throw new FealtyError('experiment.design', {
        problem: 'it can only be broken off on a day after its start that is not in the future',
      })
    const record = await experiments.save(services.store, {
      workspaceId,
      id: experimentId,
      author: authorOf(call.actor),
      at: services.now().toISOString(),
      reason,
      body: { ...known.body, stopped: { on, reason } },
      expected: known.version,
    })
    return showExperiment(record, await daysOf(call))
  },
})

const plan = defineOperation({
  id: 'experiments.plan',
  summary: 'How large an effect an experiment of this design would see, from the data there are',
  kind: 'query',
  input: planInput,
  output: planOutput,
  errors: ['input.dimension', 'data.none'],
  access: 'member',
  run: (call: ProveCall, input) => planSize(call, input),
})

export const experimentOperations = [list, one, save, stop, plan]
