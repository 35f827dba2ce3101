import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { hashedArm, listArms, openContext } from '@fealty/measure'
import { addEnrolments, listEnrolments } from '@fealty/store'
import type { KeptExperiment } from '../experiment/contract.ts'
import { experiments } from '../experiment/experiments.ts'
import type { ProveServices } from '../services.ts'
import { assignmentsInput, assignmentsOutput, enrolInput, enrolOutput } from './contract.ts'
import { readPopulation } from './population.ts'

type ProveCall = Call<ProveServices>

const enrol = defineOperation({
  id: 'experiments.enrol',
  summary: 'Enrol customers or accounts that another system has put into arms, or has shown theirs',
  kind: 'command',
  input: enrolInput,
  output: enrolOutput,
  errors: ['record.not-found', 'experiment.design', 'experiment.arm-conflict'],
  access: ['owner', 'analyst'],
  async run({ workspaceId, services: { store, now } }: ProveCall, { experimentId, units }) {
    const { body } = await experiments.read(store, workspaceId, experimentId)
    checkArms(body, units)
    const firstSeenAt = now().toISOString()
    const rows = [...new Map(units.map(({ id, arm }) => [id, arm]))].map(([unitId, arm]) => ({
      unitId,
      arm,
      firstSeenAt,
    }))
    const { added, conflicts } = await addEnrolments(store, { workspaceId, experimentId }, rows)
    if (conflicts > 0) throw new FealtyError('experiment.arm-conflict', { count: conflicts })
    return { added, known: rows.length - added }
  },
})

/** Arms must be the experiment's, each id in one; where Fealty assigns, in the one of its hash. */
function checkArms(
  { arms, assignedBy, salt }: KeptExperiment,
  units: readonly { id: string; arm: string }[],
): void {
  if (arms.length === 0)
    throw new FealtyError('experiment.design', { problem: 'it has no arms to enrol into' })
  const names = new Set(arms.map(({ name }) => name))
  if (units.some(({ arm }) => !names.has(arm))) {
    const problem = `its arms are ${[...names].join(', ')}`
    throw new FealtyError('experiment.design', { problem })
  }
  const seen = new Map<string, string>()
  let count = 0
  for (const { id, arm } of units) {
    const isOther = (seen.get(id) ?? arm) !== arm
    const isAgainstHash = assignedBy === 'hash' && hashedArm(arms, salt, id) !== arm
    if (isOther || isAgainstHash) count += 1
    seen.set(id, arm)
  }
  if (count > 0) throw new FealtyError('experiment.arm-conflict', { count })
}

const assignments = defineOperation({
  id: 'experiments.assignments',
  summary: 'The arms of an experiment’s customers or accounts, page by page or for given ids',
  kind: 'query',
  input: assignmentsInput,
  output: assignmentsOutput,
  errors: ['record.not-found', 'input.dimension'],
  access: ['owner', 'analyst'],
  async run(call: ProveCall, { experimentId, ids, after, limit }) {
    const { workspaceId, services } = call
    const { body } = await experiments.read(services.store, workspaceId, experimentId)
    const where = { workspaceId, experimentId }
    if (ids !== undefined) return { units: await armsOf(services, where, body, ids), next: null }
    const population = await readPopulation(services, where, body)
    const context = await openContext(call, { where: [], level: 0.95 })
    const units = await listArms(context, population, { after, limit })
    return {
      units: units.map(({ unitId: id, arm }) => ({ id, arm })),
      next: units.length < limit ? null : units.at(-1)!.unitId,
    }
  },
})

/** A hash knows the arm of any id; a list only of those that are on it. */
async function armsOf(
  { store }: ProveServices,
  where: { workspaceId: string; experimentId: string },
  { arms, assignedBy, salt }: KeptExperiment,
  ids: readonly string[],
): Promise<{ id: string; arm: string | null }[]> {
  if (assignedBy === 'hash' && arms.length > 0)
    return ids.map((id) => ({ id, arm: hashedArm(arms, salt, id) }))
  const known = new Map(
    (await listEnrolments(store, where)).map(({ unitId, arm }) => [unitId, arm]),
  )
  return ids.map((id) => ({ id, arm: known.get(id) ?? null }))
}

export const assignmentOperations = [enrol, assignments]
