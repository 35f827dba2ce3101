import { authorOf, defineOperation, FealtyError, type Call, type Job } from '@fealty/core'
import {
  addEvents,
  findResponse,
  inTransaction,
  listClickedLinks,
  listClicks,
  listResponsesOfLinks,
  findLinkRecord,
  recordKind,
  setAside,
  sweepClicks,
  type ClickRecord,
  type ResponseRecord,
  type Store,
} from '@fealty/store'
import { acceptedEvent } from '../answer/to-response.ts'
import { readComment } from '../answer/to-fact.ts'
import type { ListenServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'
import {
  decisionRecordSchema,
  quarantineDecisionInput,
  quarantineDecisionOutput,
  quarantineInput,
  quarantineOutput,
  type Decision,
  type QuarantineEntry,
} from './contract.ts'
import { judgeClicks } from './judge-clicks.ts'

type ListenCall = Call<ListenServices>
const dayMilliseconds = 86_400_000
/** Links that one list looks at, the newest; more is for the store's own tools. */
const mostLinks = 2_000
const keptDays = 90

const decisions = recordKind({
  kind: 'quarantine-decision',
  what: 'answer that was set aside',
  parse: (body) => decisionRecordSchema.parse(body),
})

const list = defineOperation({
  id: 'listen.quarantine',
  summary:
    'Clicks and sheets that look like a machine’s: why, and what became of them. None counts',
  kind: 'query',
  input: quarantineInput,
  output: quarantineOutput,
  errors: [],
  access: ['owner', 'analyst'],
  async run({ workspaceId, services: { store, now } }: ListenCall, { days }) {
    const since = new Date(now().getTime() - days * dayMilliseconds).toISOString()
    const hashes = await listClickedLinks(store, workspaceId, since, mostLinks)
    const clicks = groupBy(await listClicks(store, workspaceId, hashes, since))
    const surveys = [...clicks.values()].flatMap(([first]) => first?.surveyId ?? [])
    const sheets = await listResponsesOfLinks(store, workspaceId, {
      surveyIds: [...new Set(surveys)],
      bearers: hashes,
      since,
    })
    const decided = new Map(
      (await decisions.list(store, workspaceId)).map((record) => [record.id, record]),
    )
    const entries: QuarantineEntry[] = []
    for (const hash of hashes) {
      const sheet = sheets.find(({ bearer }) => bearer === hash)
      const record = sheet && decided.get(sheet.responseId)
      const decision = record
        ? { ...record.body, reason: record.reason ?? '', by: record.author, at: record.changedAt }
        : null
      const entry = await describeLink(store, clicks.get(hash) ?? [], sheet, decision)
      if (entry) entries.push(entry)
    }
    return { entries }
  },
})

function groupBy(clicks: readonly ClickRecord[]): Map<string, ClickRecord[]> {
  const groups = new Map<string, ClickRecord[]>()
  for (const click of clicks) {
    const group = groups.get(click.tokenHash) ?? []
    group.push(click)
    groups.set(click.tokenHash, group)
  }
  return groups
}

/** What is told of a link; nothing when nothing speaks against it. */
async function describeLink(
  store: Store,
  clicks: readonly ClickRecord[],
  sheet: ResponseRecord | undefined,
  decision: Decision | null,
): Promise<QuarantineEntry | undefined> {
  const [first] = clicks
  const last = clicks.at(-1)
  if (!first || !last) return undefined
  const link = await findLinkRecord(store, first.tokenHash)
  const reasons = judgeClicks(clicks, link?.createdAt ?? first.at)
  if (reasons.length === 0 && sheet?.quarantined !== 1) return undefined
  const waiting = sheet?.quarantined === 1 ? ('aside' as const) : ('answered' as const)
  return {
    surveyId: first.surveyId,
    responseId: sheet?.responseId ?? null,
    state: decision?.state ?? (sheet ? waiting : 'clicks'),
    reasons,
    clicks: clicks.length,
    scores: [...new Set(clicks.flatMap(({ score }) => score ?? []))].sort((a, b) => a - b),
    agents: [...new Set(clicks.map(({ agent }) => agent))].sort(),
    first: first.at,
    last: last.at,
    decision,
  }
}

const release = decisionOperation(
  'listen.release',
  'released',
  'Let a sheet count that was set aside',
)
const putBack = decisionOperation(
  'listen.put-back',
  'put-back',
  'Set a sheet aside: it counts no more',
)

function decisionOperation(
  id: 'listen.release' | 'listen.put-back',
  state: Decision['state'],
  summary: string,
) {
  return defineOperation({
    id,
    summary,
    kind: 'command',
    input: quarantineDecisionInput,
    output: quarantineDecisionOutput,
    errors: ['record.not-found'],
    access: ['owner', 'analyst'],
    run: ({ actor, workspaceId, services }: ListenCall, { responseId, reason }) =>
      inTransaction(services.store, async (store) => {
        const row = await findResponse(store, workspaceId, responseId)
        if (!row) throw new FealtyError('record.not-found', { what: 'answer' })
        const at = services.now().toISOString()
        const author = authorOf(actor)
        await decisions.save(store, {
          workspaceId,
          id: responseId,
          author,
          at,
          reason,
          body: { state },
        })
        await decide(store, row, state, at)
        return { state }
      }),
  })
}

/** A final sheet that is let in is told to the others once, as if it had just come. */
async function decide(
  store: Store,
  row: ResponseRecord,
  state: Decision['state'],
  at: string,
): Promise<void> {
  if (state === 'put-back') {
    await setAside(store, row, { quarantined: 1 })
    return
  }
  const isNews = row.complete === 1 && row.toldAt === null
  await setAside(store, row, { quarantined: 0, ...(isNews ? { toldAt: at } : {}) })
  if (!isNews) return
  const { workspaceId, surveyId, surveyVersion } = row
  const { body } = await publishedSurvey(store, workspaceId, surveyId, surveyVersion)
  await addEvents(store, [acceptedEvent(row, readComment(row, body) !== null)])
}

export const clickOperations = [list, release, putBack] as const

/** Evidence is forgotten after a quarter. */
export const sweepClicksJob: Job<ListenServices> = {
  name: 'clicks.sweep',
  everySeconds: 86_400,
  run: ({ services: { store }, now }) =>
    sweepClicks(store, new Date(now.getTime() - keptDays * dayMilliseconds).toISOString()),
}
