import { defineOperation, FealtyError, type AnyOperation } from '@fealty/core'
import { z } from 'zod'
import { changeBy, idToSave, type SteerCall } from '../record-change.ts'
import { readLevers } from '../initiative/levers.ts'
import { kpiRecords } from '../kpi/kpi-records.ts'
import { readAuthors } from '../read-authors.ts'
import { refuseUnclear } from '../claims/refuse-unclear.ts'
import type { SteerServices } from '../services.ts'
import {
  situationHistoryInput,
  situationHistoryOutput,
  situationReadOutput,
  situationRemoveInput,
  situationRemoveOutput,
  situationReviewInput,
  situationSaveInput,
  situationSaveOutput,
  reviewSchema,
  type Statement,
} from './contract.ts'
import { textsOf } from './judge-situation.ts'
import { measureCitation } from './read-citation.ts'
import { readSituation } from './read-situation.ts'
import { nameOf, reviews, statements } from './situation-records.ts'

const read = defineOperation({
  id: 'situation.read',
  summary: 'What is written down about our situation, with the measures it cites and what is due',
  kind: 'query',
  input: z.object({}),
  output: situationReadOutput,
  errors: ['engine.time', 'engine.memory'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  run: (call: SteerCall) => readSituation(call),
})

const save = defineOperation({
  id: 'situation.save',
  summary: 'Writes a statement about the situation down or changes it; claims must be complete',
  kind: 'command',
  input: situationSaveInput,
  output: situationSaveOutput,
  errors: [
    'claim.unclear',
    'input.dimension',
    'input.invalid',
    'record.changed',
    'record.exists',
    'record.not-found',
  ],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id: given, statement, expected }) {
    const { id, expected: version } = await idToSave(statements, call, { id: given, expected })
    refuseUnclear(...textsOf(statement))
    await checkLinks(call, statement)
    // What cannot be measured cannot be cited: a wrong condition is refused here, not found later.
    if (statement.citation) await measureCitation(call, statement.citation)
    const saved = await statements.save(call.services.store, {
      ...changeBy(call),
      id,
      name: nameOf(statement),
      body: statement,
      ...(version === undefined ? {} : { expected: version }),
    })
    return { id, version: saved.version }
  },
})

/** @throws FealtyError `record.not-found` for a KPI or a lever that is not there */
async function checkLinks(call: SteerCall, { kpiIds, leverIds }: Statement): Promise<void> {
  const { services, workspaceId } = call
  for (const id of kpiIds) await kpiRecords.read(services.store, workspaceId, id)
  const levers = await readLevers(services.store, workspaceId)
  if (leverIds.some((id) => !levers.some((lever) => lever.id === id))) {
    throw new FealtyError('record.not-found', { what: 'lever' })
  }
}

const remove = defineOperation({
  id: 'situation.remove',
  summary: 'Takes a statement about the situation out; its history stays',
  kind: 'command',
  input: situationRemoveInput,
  output: situationRemoveOutput,
  errors: ['record.changed', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id, expected }) {
    const change = { ...changeBy(call), id, ...(expected === undefined ? {} : { expected }) }
    await statements.remove(call.services.store, change)
    return { removed: true }
  },
})

const review = defineOperation({
  id: 'situation.review',
  summary: 'Notes that a statement was looked at today and still holds',
  kind: 'command',
  input: situationReviewInput,
  output: reviewSchema,
  errors: ['claim.unclear', 'record.changed', 'record.not-found'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { id, version, role, note }) {
    const { store } = call.services
    const known = await statements.read(store, call.workspaceId, id)
    if (known.version !== version) throw new FealtyError('record.changed', { what: 'statement' })
    refuseUnclear(note)
    const change = changeBy(call)
    const body = { by: change.author, role, on: call.today, version, note }
    return (await reviews.save(store, { ...change, id, body })).body
  },
})

const history = defineOperation({
  id: 'situation.history',
  summary: 'All versions of a statement about the situation, and when it was held to be still true',
  kind: 'query',
  input: situationHistoryInput,
  output: situationHistoryOutput,
  errors: ['record.not-found'],
  access: ['owner', 'analyst', 'manager', 'viewer'],
  async run({ services: { store }, workspaceId }: SteerCall, { id }) {
    await statements.read(store, workspaceId, id)
    const [versions, seen, nameOf] = await Promise.all([
      statements.history(store, workspaceId, id),
      reviews.history(store, workspaceId, id),
      readAuthors(store, workspaceId),
    ])
    return {
      versions: versions.map(({ version, changedAt, author, body }) => ({
        version,
        changedAt,
        author: nameOf(author),
        statement: body,
      })),
      reviews: seen.map(({ body }) => body),
    }
  },
})

export const situationOperations: readonly AnyOperation<SteerServices>[] = [
  read,
  save,
  remove,
  review,
  history,
]
