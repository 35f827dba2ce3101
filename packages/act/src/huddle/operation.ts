import { randomUUID } from 'node:crypto'
import { addDays, authorOf, defineOperation, rangePeriod, type Call, type Day } from '@fealty/core'
import { pickVerbatims } from '@fealty/explain'
import {
  judgeChanges,
  keepLast,
  measureMetric,
  metricCatalogue,
  openContext,
  readUnits,
  type MeasureContext,
} from '@fealty/measure'
import { inTransaction, listCases, recordKind } from '@fealty/store'
import { z } from 'zod'
import { caseListInput } from '../cases/contract.ts'
import { listCaseSummaries } from '../cases/operation.ts'
import { readCaseBoard } from '../cases/read-board.ts'
import { readSight, requireUnit } from '../cases/see-cases.ts'
import { improvementBody } from '../improvements/contract.ts'
import { improvementRecords } from '../improvements/improvement-records.ts'
import type { ActServices } from '../services.ts'
import { chooseVerbatims } from './choose-verbatims.ts'
import {
  heldHuddle,
  huddleBoardInput,
  huddleBoardOutput,
  huddleHoldInput,
  huddlesOutput,
} from './contract.ts'

type ActCall = Call<ActServices>
type Board = z.output<typeof huddleBoardOutput>

/** What a front line can move within weeks; retention and revenue come later. */
const huddleMetrics = ['nps', 'csat', 'ces'] as const
/** A quarter: long enough to be steady, short enough to be remembered. */
const comparedDays = 91
const verbatimCount = 5
/** So many are looked at, so that there are unhappy ones among them. */
const verbatimPool = 60
const mostCases = 20

const heldKind = recordKind<z.output<typeof heldHuddle>>({
  kind: 'huddle',
  what: 'huddle',
  parse: (body) => heldHuddle.parse(body),
})

const board = defineOperation({
  id: 'huddle.board',
  summary: 'What a team talks about: what changed, five verbatims, cases due, causes',
  kind: 'query',
  input: huddleBoardInput,
  output: huddleBoardOutput,
  errors: ['record.not-found', 'engine.time', 'engine.memory'],
  access: 'member',
  run: readHuddleBoard,
})

async function readHuddleBoard(
  call: ActCall,
  { unit, days }: z.output<typeof huddleBoardInput>,
): Promise<Board> {
  await requireUnit(call, unit)
  const { services, workspaceId } = call
  const units = await readUnits(services, workspaceId)
  const chosen = units.find(({ id }) => id === unit)
  const context = await openContext(call, { where: chosen?.where ?? [], level: 0.95 })
  const scope = unit === undefined ? {} : { unit }
  const [{ from, to, changes, verbatims }, cases, causes] = await Promise.all([
    keepLast(context, 'huddle.board', { unit, days }, () =>
      readAnswers(call, context, { unit, days }),
    ),
    readDue(call, unit),
    readCauses(call, unit),
  ])
  return {
    unit: unit ?? null,
    unitName: chosen?.name ?? context.workspace.name,
    from,
    to,
    comparedDays,
    currency: context.workspace.currency,
    timeZone: context.workspace.timeZone,
    changes,
    verbatims,
    board: await readCaseBoard(call, scope),
    cases,
    causes,
  }
}

/** What customers said in the newest days there are. It comes from the facts alone. */
async function readAnswers(
  call: ActCall,
  context: MeasureContext,
  { unit, days }: z.output<typeof huddleBoardInput>,
): Promise<Pick<Board, 'from' | 'to' | 'changes' | 'verbatims'>> {
  const to = context.bounds.last.responses ?? context.asOf
  const from = addDays(to, 1 - days)
  const scope = unit === undefined ? {} : { unit }
  const [changes, verbatims] = await Promise.all([
    readChanges(context, from, to),
    pickVerbatims(call, { ...scope, from, to, count: verbatimPool }),
  ])
  const named = verbatims.map(({ themes, ...verbatim }) => ({
    ...verbatim,
    themes: [...new Set(themes.map(({ name }) => name))],
  }))
  return { from, to, changes, verbatims: chooseVerbatims(named, verbatimCount) }
}

async function readChanges(context: MeasureContext, from: Day, to: Day): Promise<Board['changes']> {
  const periods = [
    rangePeriod(addDays(from, -comparedDays), from),
    rangePeriod(from, addDays(to, 1)),
  ]
  const pairs = await Promise.all(
    huddleMetrics.map(async (id) => {
      const metric = metricCatalogue[id]
      const { cells } = await measureMetric(context, metric, { periods, groups: [] })
      const [before, now] = [0, 1].map((period) => cells.find((cell) => cell.period === period))
      return { metric, before, now }
    }),
  )
  const changes = judgeChanges(pairs, context.level)
  return pairs.flatMap(({ metric, before, now }, index) =>
    before && now
      ? [
          {
            metric: metric.info,
            now: now.measured,
            before: before.measured,
            change: changes[index] ?? { verdict: 'too few' as const },
          },
        ]
      : [],
  )
}

async function readDue(call: ActCall, unit: string | undefined): Promise<Board['cases']> {
  const lists = await Promise.all(
    (['late', 'due today'] as const).map((list) =>
      listCaseSummaries(
        call,
        caseListInput.parse({ list, ...(unit === undefined ? {} : { unit }), pageSize: mostCases }),
      ),
    ),
  )
  return lists.flatMap(({ rows }) => rows).slice(0, mostCases)
}

async function readCauses(call: ActCall, unit: string | undefined): Promise<Board['causes']> {
  const { services, workspaceId } = call
  const since = new Date(services.now().getTime() - comparedDays * 86_400_000).toISOString()
  const cases = await listCases(services.store, workspaceId, {
    units: await readSight(call),
    ...(unit === undefined ? {} : { unitId: unit }),
  })
  const counts = new Map<string, number>()
  for (const { rootCause, resolvedAt } of cases) {
    if (rootCause === null || resolvedAt === null || resolvedAt < since) continue
    counts.set(rootCause, (counts.get(rootCause) ?? 0) + 1)
  }
  return [...counts]
    .map(([rootCause, count]) => ({ rootCause, cases: count }))
    .sort((one, other) => other.cases - one.cases || one.rootCause.localeCompare(other.rootCause))
}

const hold = defineOperation({
  id: 'huddle.hold',
  summary: 'Writes down a huddle, and raises what it cannot solve itself',
  kind: 'command',
  input: huddleHoldInput,
  output: heldHuddle,
  errors: ['record.not-found'],
  access: ['owner', 'analyst', 'manager', 'agent'],
  async run(call: ActCall, { raised, ...input }) {
    const { services, workspaceId } = call
    await requireUnit(call, input.unit ?? undefined)
    const at = services.now().toISOString()
    const common = { workspaceId, author: authorOf(call.actor), at }
    return inTransaction(services.store, async (store) => {
      const items: { id: string; title: string }[] = []
      for (const { title, rootCause } of raised) {
        const id = randomUUID()
        const body = improvementBody.parse({ title, rootCause, unit: input.unit })
        await improvementRecords.save(store, { ...common, id, body })
        items.push({ id, title })
      }
      const id = randomUUID()
      const body = { ...input, id, heldAt: at, raised: items }
      await heldKind.save(store, { ...common, id, body })
      return body
    })
  },
})

const list = defineOperation({
  id: 'huddle.list',
  summary: 'The huddles that were held, the newest first',
  kind: 'query',
  input: z.object({}),
  output: huddlesOutput,
  errors: [],
  access: 'member',
  run: async (call: ActCall) => {
    const [records, sight] = await Promise.all([
      heldKind.list(call.services.store, call.workspaceId),
      readSight(call),
    ])
    // A manager reads what the own units have agreed.
    const huddles = records
      .map(({ body }) => body)
      .filter(({ unit }) => sight === null || (unit !== null && sight.ids.includes(unit)))
    return { huddles: huddles.reverse() }
  },
})

export const huddleOperations = [board, hold, list]
