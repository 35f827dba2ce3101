import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  factKind,
  type Actor,
  type AnyOperation,
  type Call,
  type DomainEvent,
  type FactKindName,
  type Role,
} from '@fealty/core'
import { identifier, joinSql, openDuckdbEngine, sql } from '@fealty/engine'
import { addWorkspace, openStore, recordImport, type OpenStore } from '@fealty/store'
import type { z } from 'zod'
import { answerHandler } from '../rules/handle-answers.ts'
import type { ActServices } from '../services.ts'

type Fact = Record<string, string | number>

/** A workspace with the real store and the real engine, and a clock that the test sets. */
export interface Workbench {
  services: ActServices & { store: OpenStore }
  setClock: (moment: string) => void
  now: () => Date
  call: (role?: Role, units?: string[]) => Call<ActServices>
  run: (
    operation: AnyOperation<ActServices> | undefined,
    input: object,
    role?: Role,
    units?: string[],
  ) => Promise<never>
  load: (kind: FactKindName, facts: readonly Fact[]) => Promise<void>
  /** Tells the rules of accepted answers, as the dispatcher does. */
  answer: (...payloads: object[]) => Promise<void>
  close: () => Promise<void>
}

const typeOf = {
  key: 'text',
  text: 'text',
  day: 'day',
  moment: 'moment',
  money: 'money',
  number: 'number',
  score: 'whole',
} as const

export async function openWorkbench(start: string): Promise<Workbench> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fealty-act-'))
  const engine = openDuckdbEngine({ dataFolder, memory: '512MB' })
  const store = await openStore({ folder: dataFolder })
  let clock = new Date(start)
  const services = { engine, store, dataFolder, now: () => clock }
  await addWorkspace(store, { ...testWorkspace, createdAt: start })
  const { signal } = new AbortController()
  const call = (role: Role = 'owner', units: string[] = []): Call<ActServices> => {
    const actor: Actor = { kind: 'person', id: role, workspaceId: 'w1', role, units }
    const today = clock.toISOString().slice(0, 10)
    return { actor, workspaceId: 'w1', services, today, signal, progress: () => undefined }
  }
  return {
    services,
    setClock: (moment) => (clock = new Date(moment)),
    now: () => clock,
    call,
    async run(operation, input, role, units) {
      if (!operation) throw new RangeError('no such operation')
      const given: unknown = (operation.input as z.ZodType).parse(input)
      const answer: unknown = await operation.run(call(role, units), given)
      return (operation.output as z.ZodType).parse(answer) as never
    },
    load: (kind, facts) => loadFacts(services, kind, facts),
    async answer(...payloads) {
      const events = payloads.map((payload, index): DomainEvent => ({
        id: `e${index}`,
        workspaceId: 'w1',
        topic: 'response.accepted',
        payload: { ...acceptedAnswer, at: clock.toISOString(), ...payload },
        createdAt: clock.toISOString(),
        attempts: 0,
      }))
      await answerHandler.handle({ services, now: clock, signal }, events)
    },
    async close() {
      await engine.close()
      await store.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

const testWorkspace = {
  id: 'w1',
  name: 'Test',
  timeZone: 'UTC',
  currency: 'EUR',
  fiscalYearStartMonth: 1,
  settings: {},
}

/** What an accepted answer says where a test does not care. */
const acceptedAnswer = {
  surveyId: 's1',
  surveyVersion: 1,
  series: 'relationship',
  touchpoint: null,
  accountId: null,
  unit: null,
  channel: 'mail',
  language: null,
  invitationId: null,
  scores: {},
  hasComment: false,
  day: '2026-11-25',
}

let loads = 0

async function loadFacts(
  { engine, store, dataFolder }: ActServices,
  kind: FactKindName,
  facts: readonly Fact[],
): Promise<void> {
  const id = `import-${(loads += 1)}`
  const { fields, datedBy } = factKind(kind)
  const columns = [
    ...Object.entries(fields).map(([name, field]) => ({ name, type: typeOf[field.type] })),
    ...(datedBy === undefined ? [] : [{ name: 'day', type: 'day' as const }]),
    { name: 'import_seq', type: 'whole' as const },
  ]
  const rows = facts.map((fact) => {
    const cells = columns.map(({ name, type }) => {
      const value = name === 'import_seq' ? 1 : (fact[name] ?? null)
      return sql`cast(${value} as ${engine.dialect.typeName(type)}) as ${identifier(name)}`
    })
    return sql`select ${joinSql(cells, ', ')}`
  })
  await mkdir(join(dataFolder, 'facts'), { recursive: true })
  const path = join('facts', `${id}.parquet`)
  const nothing = { id: 'none', workspaceId: 'none', tables: {} }
  await engine.local.writeParquet(nothing, joinSql(rows, ' union all '), join(dataFolder, path))
  const days = facts.flatMap(({ day }) => (day === undefined ? [] : [String(day)])).sort()
  await recordImport(store, {
    id,
    workspaceId: 'w1',
    kind,
    files: [],
    mapping: Object.fromEntries(columns.map(({ name }) => [name, name])),
    cleaning: [],
    columns: [],
    rowsIn: facts.length,
    kept: facts.length,
    rejected: 0,
    dropped: {},
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    segmentPath: path,
    rejectsPath: null,
    contentKey: id,
    importedAt: '2026-01-01T00:00:00.000Z',
  })
}
