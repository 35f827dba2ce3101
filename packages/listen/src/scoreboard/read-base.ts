import {
  FealtyError,
  isEngineAway,
  NewestMap,
  periodOf,
  previousPeriod,
  type Call,
  type Period,
} from '@fealty/core'
import {
  countMetric,
  disclosureLimits,
  keepLast,
  metricCatalogue,
  openContext,
  resolveDimension,
  type MeasureContext,
} from '@fealty/measure'
import { listImports, readWorkspace } from '@fealty/store'
import type { ListenServices } from '../services.ts'
import { publishedSurvey, type PublishedSurvey } from '../survey/published.ts'
import { surveyRecords } from '../survey/records.ts'
import type { BoardFacts } from './count-beside.ts'
import { boardScores, type BoardScore } from './contract.ts'

/** What of a scoreboard changes only when facts do. */
export interface Base {
  /** Names the imports that it was made of. */
  imports: string
  /** Names the day, the limits and the surveys that it was made for. */
  question: string
  context: MeasureContext
  periods: { now: Period; previous: Period }
  surveys: readonly PublishedSurvey[]
  /** Statistics of landed facts by survey name and score, of now and before. */
  landed: ReadonlyMap<string, Landed>
  facts: BoardFacts
  /** Why this one serves beyond its time. */
  away?: Error
}

interface Landed {
  now: unknown
  previous: unknown
}

/** The last base of each viewer's scope: a board is read four times a second while answers come. */
const kept = new NewestMap<string, Base>(200)
/** A base is made once for all who wait for it. */
const making = new Map<string, Promise<Base>>()

/** Names a score of a survey. */
export const keyOf = (survey: string, score: BoardScore): string => `${score} ${survey}`

/** What is known of the landed facts; while the engine is away, what was known of them at last. */
export async function readBase(call: Call<ListenServices>): Promise<Base> {
  const wanted = await readWanted(call)
  const known = kept.get(wanted.scope)
  if (known?.imports === wanted.imports && known.question === wanted.question) return known
  try {
    return await makeOnce(call, wanted)
  } catch (error) {
    // What has landed since is counted from the store.
    if (known === undefined || !isEngineAway(error)) throw error
    known.away = error
    return known
  }
}

/** What a base must be of, to be the right one. */
interface Wanted {
  scope: string
  imports: string
  question: string
  open: readonly { id: string }[]
}

async function readWanted({
  services: { store },
  workspaceId,
  actor,
  today,
}: Call<ListenServices>): Promise<Wanted> {
  const imports = await listImports(store, workspaceId)
  const workspace = await readWorkspace(store, workspaceId)
  const records = await surveyRecords.list(store, workspaceId)
  const open = records.filter(({ body }) => body.state === 'open' && body.published > 0)
  return {
    scope: JSON.stringify([
      workspaceId,
      actor.kind === 'nobody' || actor.role !== 'manager' ? null : actor.units,
    ]),
    imports: imports.map(({ id }) => id).join(),
    question: JSON.stringify([
      today,
      disclosureLimits(workspace),
      open.map(({ id, version }) => [id, version]),
    ]),
    open,
  }
}

/** A viewer who leaves does not end it: others may wait for the same one. */
function makeOnce(call: Call<ListenServices>, wanted: Wanted): Promise<Base> {
  const name = `${wanted.scope} ${wanted.question}`
  const running = making.get(name)
  if (running) return running
  const { signal } = new AbortController()
  const made = makeBase({ ...call, signal }, wanted).finally(() => making.delete(name))
  making.set(name, made)
  return made
}

async function makeBase(
  call: Call<ListenServices>,
  { scope, imports, question, open }: Wanted,
): Promise<Base> {
  const { store } = call.services
  const surveys = await Promise.all(
    open.map(({ id }) => publishedSurvey(store, call.workspaceId, id)),
  )
  const measured = await measureLanded(call, surveys)
  // One that is old on the day it is made is made anew as soon as the engine is back.
  const base = { imports: measured.away ? '' : imports, question, surveys, ...measured }
  kept.set(scope, base)
  return base
}

/** The statistics of every score that one of the surveys asks for. */
async function measureLanded(
  call: Call<ListenServices>,
  surveys: readonly PublishedSurvey[],
): Promise<Pick<Base, 'context' | 'periods' | 'landed' | 'facts' | 'away'>> {
  const context = await openContext(call, { asOf: call.today, where: [], level: 0.95 })
  const now = periodOf(context.asOf, 'quarter', context.workspace)
  const previous = previousPeriod(now, context.workspace)
  const scores = boardScores.filter((score) =>
    surveys.some(({ body }) => body.questions.some(({ kind }) => kind === score)),
  )
  const live = context.imports.map(({ id }) => id)
  // Of a program that was started while the engine is away it is the last that another one knew.
  const { importIds, landed } = await keepLast(
    context,
    'listen.scoreboard',
    { quarter: now.start, scores },
    async () => ({ importIds: live, landed: await countLanded(context, scores, [previous, now]) }),
  )
  const isOld = importIds.join() !== live.join()
  return {
    context,
    periods: { now, previous },
    landed: new Map(landed),
    facts: { importIds, from: now.start },
    ...(isOld ? { away: new FealtyError('engine.unreachable') } : {}),
  }
}

async function countLanded(
  context: MeasureContext,
  scores: readonly BoardScore[],
  periods: [Period, Period],
): Promise<[string, Landed][]> {
  const landed = new Map<string, Landed>()
  if (!context.dimensions.some(({ name }) => name === 'survey')) return []
  const answers = await Promise.all(
    scores.map((score) => {
      const metric = metricCatalogue[score]
      const groups = [resolveDimension('survey', context.dimensions, metric)]
      return countMetric(context, metric, { periods, groups })
    }),
  )
  for (const [at, { cells }] of answers.entries()) {
    for (const { period, key, statistics } of cells) {
      const name = keyOf(key[0] ?? '', scores[at]!)
      const entry = landed.get(name) ?? { now: null, previous: null }
      landed.set(name, { ...entry, [period === 0 ? 'previous' : 'now']: statistics })
    }
  }
  return [...landed]
}
