import { randomUUID } from 'node:crypto'
import { defineOperation, FealtyError, type AnyOperation, type Job } from '@fealty/core'
import { inTransaction, listImports, listWorkspaces, type RecordChange } from '@fealty/store'
import { z } from 'zod'
import { checkSource, lookAt, outsideOf, type LookOptions } from './check-source.ts'
import {
  sourceChangeInput,
  sourceCheckInput,
  sourceDefinition,
  sourceListOutput,
  sourceRemoveInput,
  sourceShape,
  type SourceDefinition,
} from './contract.ts'
import { dropSource, keepSource } from './keep-source.ts'
import { sourceOf } from './source-key.ts'
import {
  findCheck,
  readSource,
  saveCheck,
  sourceRecords,
  toListed,
  type SourceCall,
  type SourceRecord,
  type SourceServices,
} from './source-records.ts'

const mayMap = ['owner', 'analyst'] as const
const tableErrors = [
  'engine.embedded',
  'source.table',
  'file.mapping',
  'file.expression',
  'engine.missing',
  'engine.not-allowed',
  'engine.type',
  'engine.unreachable',
  'engine.time',
  'engine.cluster-time',
] as const

const lookOf = ({ services, workspaceId, today, signal }: SourceCall): LookOptions => ({
  services,
  workspaceId,
  today,
  signal,
})

function changeOf(call: SourceCall, id: string): RecordChange {
  const { actor, workspaceId, services } = call
  const author = actor.kind === 'nobody' ? 'nobody' : actor.id
  return { workspaceId, id, author, at: services.now().toISOString() }
}

/** Looks first, so that a table that cannot be read is never a source; then keeps both. */
async function saveSource(
  call: SourceCall,
  id: string,
  definition: SourceDefinition,
  more: { expected: number; reason?: string | null },
) {
  const { services, workspaceId } = call
  const { plan, count, check } = await lookAt(definition, lookOf(call))
  const record = await sourceRecords.save(services.store, {
    ...changeOf(call, id),
    ...more,
    name: definition.name,
    body: definition,
  })
  await keepSource(services, workspaceId, record, plan, count)
  const warnings = [...check.warnings, ...(await findDoubles(call, record))]
  await saveCheck(services.store, workspaceId, id, { ...check, warnings })
  return toListed(record, { ...check, warnings })
}

/** Facts of the same kind that came otherwise stay beside those of the table. */
async function findDoubles(call: SourceCall, { id, body }: SourceRecord): Promise<string[]> {
  const imports = await listImports(call.services.store, call.workspaceId)
  const others = imports.filter((entry) => entry.kind === body.kind && sourceOf(entry) !== id)
  if (others.length === 0) return []
  return [
    `${body.kind} also come from elsewhere (imports or tables: ${others.length}); a row that is in both counts twice`,
  ]
}

const add = defineOperation({
  id: 'source.add',
  summary: 'Map a table or view that the cluster reaches as facts of a kind; nothing is copied',
  kind: 'command',
  input: sourceDefinition,
  output: sourceShape,
  errors: ['record.exists', ...tableErrors],
  access: mayMap,
  run: (call: SourceCall, input) => saveSource(call, randomUUID(), input, { expected: 0 }),
})

const change = defineOperation({
  id: 'source.change',
  summary: 'Change the mapping of a table; the versions before stay',
  kind: 'command',
  input: sourceChangeInput,
  output: sourceShape,
  errors: ['record.not-found', 'record.changed', 'record.exists', ...tableErrors],
  access: mayMap,
  async run(call: SourceCall, { id, expected, reason, ...definition }) {
    const known = await sourceRecords.read(call.services.store, call.workspaceId, id)
    if (known.version !== expected) throw new FealtyError('record.changed', { what: 'source' })
    return saveSource(call, id, definition, { expected, reason: reason ?? null })
  },
})

const list = defineOperation({
  id: 'source.list',
  summary: 'Mapped tables with what was found at the last look',
  kind: 'query',
  input: z.object({}),
  output: sourceListOutput,
  errors: [],
  access: 'member',
  async run({ services, workspaceId }: SourceCall) {
    const records = await sourceRecords.list(services.store, workspaceId)
    const sources = await Promise.all(
      records.map(async (record) =>
        toListed(record, await findCheck(services.store, workspaceId, record.id)),
      ),
    )
    return { sources, isReachable: services.engine.outside !== undefined }
  },
})

const check = defineOperation({
  id: 'source.check',
  summary: 'Look at mapped tables again: rows that fit and do not, and the rights of the account',
  kind: 'command',
  input: sourceCheckInput,
  output: sourceListOutput,
  errors: ['record.not-found', ...tableErrors],
  access: mayMap,
  async run(call: SourceCall, { name }) {
    const { services, workspaceId } = call
    outsideOf(services)
    const records =
      name === undefined
        ? await sourceRecords.list(services.store, workspaceId)
        : [await readSource(services.store, workspaceId, name)]
    const sources = []
    for (const record of records) {
      // One that cannot be read is shown with its problem; asked for by name it is the answer.
      const found = await checkSource(record, lookOf(call)).catch((error: unknown) => {
        if (name !== undefined || !(error instanceof FealtyError)) throw error
        return findCheck(services.store, workspaceId, record.id)
      })
      sources.push(toListed(record, found))
    }
    return { sources, isReachable: true }
  },
})

const remove = defineOperation({
  id: 'source.remove',
  summary: 'Take a mapped table out of every answer; the table stays as it is',
  kind: 'command',
  input: sourceRemoveInput,
  output: z.object({ removed: z.boolean() }),
  errors: ['record.not-found'],
  access: mayMap,
  async run(call: SourceCall, { name }) {
    const { services, workspaceId } = call
    const { id } = await readSource(services.store, workspaceId, name)
    await inTransaction(services.store, async (store) => {
      await sourceRecords.remove(store, changeOf(call, id))
      await dropSource({ ...services, store }, workspaceId, id)
    })
    return { removed: true }
  },
})

export const sourceOperations: readonly AnyOperation<SourceServices>[] = [
  add,
  change,
  list,
  check,
  remove,
]

/** So old the rows of a table without versions may be on a page. */
const everySeconds = 900

/** Looks at every source again; one that cannot be read is noted with its problem. */
export const sourceJobs: readonly Job<SourceServices>[] = [
  {
    name: 'sources',
    everySeconds,
    async run({ services, now, signal }) {
      if (services.engine.outside === undefined) return
      for (const { id: workspaceId } of await listWorkspaces(services.store)) {
        for (const record of await sourceRecords.list(services.store, workspaceId)) {
          signal.throwIfAborted()
          const today = now.toISOString().slice(0, 10)
          await checkSource(record, { services, workspaceId, today, signal }).catch(
            (error: unknown) => {
              if (!(error instanceof FealtyError)) throw error
            },
          )
        }
      }
    },
  },
]
