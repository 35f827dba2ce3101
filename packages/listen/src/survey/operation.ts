import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError, type Call } from '@fealty/core'
import {
  addSurveyVersion,
  countEndedInvitations,
  type EndedInvitations,
  countFinal,
  inTransaction,
  listOpenLinks,
  listSurveyVersions,
  readWorkspace,
  type KeptRecord,
} from '@fealty/store'
import { z } from 'zod'
import { addEnded, measureRate } from '../invitation/response-rate.ts'
import type { ListenServices } from '../services.ts'
import { checkSurvey } from './check-survey.ts'
import {
  surveyBodySchema,
  surveyCheckInput,
  surveyCheckOutput,
  surveyIdInput,
  surveyListOutput,
  surveyOneOutput,
  surveyPublishInput,
  surveyPublishOutput,
  surveySaveInput,
  surveySaveOutput,
  surveyStateInput,
  surveyStateOutput,
  surveyTemplatesOutput,
  type SurveyRecord,
} from './contract.ts'
import { publishedSurvey } from './published.ts'
import { surveyRecords } from './records.ts'
import { surveyTemplates } from './templates.ts'

type ListenCall = Call<ListenServices>
const editors = ['owner', 'analyst'] as const

/** Who changes which survey, and when. */
function changeOf(call: ListenCall, surveyId: string) {
  const author = authorOf(call.actor)
  const at = call.services.now().toISOString()
  return { workspaceId: call.workspaceId, id: surveyId, author, at }
}

const list = defineOperation({
  id: 'surveys.list',
  summary: 'Surveys with their series and state, their answers and how many of the asked gave one',
  kind: 'query',
  input: z.object({}),
  output: surveyListOutput,
  errors: [],
  access: 'member',
  async run({ actor, workspaceId, services: { store, now } }: ListenCall) {
    const records = await surveyRecords.list(store, workspaceId)
    const surveyIds = records.map(({ id }) => id)
    // A manager sees what the own units have said.
    const units = actor.kind !== 'nobody' && actor.role === 'manager' ? actor.units : null
    const answers = await countFinal(store, { workspaceId, surveyIds, units })
    const moment = now().toISOString()
    const ended = await countEndedInvitations(store, workspaceId, { now: moment, units })
    return {
      surveys: records.map((record) => ({
        ...describeRecord(record),
        ...countsOf(record.id, answers, ended),
      })),
    }
  },
})

function countsOf(
  surveyId: string,
  answers: Awaited<ReturnType<typeof countFinal>>,
  invitations: readonly EndedInvitations[],
) {
  const { ended, answered } = addEnded(invitations.filter((row) => row.surveyId === surveyId))
  return {
    answers: answers.find((row) => row.surveyId === surveyId)?.answers ?? 0,
    ended,
    responseRate: measureRate(answered, ended),
  }
}

function describeRecord({ id, body, author, changedAt }: KeptRecord<SurveyRecord>) {
  const { draft, state, published } = body
  const { name, series, touchpoint = null, languages, questions, anonymous } = draft
  const described = { surveyId: id, name, series, touchpoint, state, published, languages }
  return {
    ...described,
    ...{ questions: questions.length, anonymous, retentionDays: draft.retentionDays ?? null },
    ...{ changedBy: author, changedAt },
  }
}

const one = defineOperation({
  id: 'surveys.one',
  summary: 'One survey: its draft, what the checks say of it, its versions and open links',
  kind: 'query',
  input: surveyIdInput,
  output: surveyOneOutput,
  errors: ['record.not-found'],
  access: 'member',
  async run({ workspaceId, services: { store, now } }: ListenCall, { surveyId }) {
    const record = await surveyRecords.read(store, workspaceId, surveyId)
    const { draft, state, published } = record.body
    const versions = await listSurveyVersions(store, workspaceId, surveyId)
    const links = await listOpenLinks(store, workspaceId, surveyId)
    const asked = versions.at(-1)?.body
    const moment = now().toISOString()
    return {
      surveyId,
      version: record.version,
      state,
      published,
      draft,
      draftDiffers:
        JSON.stringify(asked && surveyBodySchema.parse(asked)) !== JSON.stringify(draft),
      findings: checkSurvey(draft),
      versions,
      links: links.map(({ tokenHash, revokedAt, ...link }) => ({
        ...link,
        linkId: tokenHash,
        state:
          revokedAt !== null
            ? ('revoked' as const)
            : link.expiresAt <= moment
              ? ('expired' as const)
              : ('works' as const),
      })),
      changedBy: record.author,
      changedAt: record.changedAt,
    }
  },
})

const save = defineOperation({
  id: 'surveys.save',
  summary: 'Save the draft of a survey; what is asked now does not change',
  kind: 'command',
  input: surveySaveInput,
  output: surveySaveOutput,
  errors: ['record.not-found', 'record.changed', 'record.exists'],
  access: editors,
  async run(call: ListenCall, { surveyId: given, body: draft, expected }) {
    const { store } = call.services
    const surveyId = given ?? randomUUID()
    const known =
      given === undefined ? undefined : await surveyRecords.read(store, call.workspaceId, given)
    const { state, published } = known?.body ?? { state: 'draft' as const, published: 0 }
    const { version } = await surveyRecords.save(store, {
      ...changeOf(call, surveyId),
      name: draft.name,
      body: { state, published, draft },
      ...(known ? (expected === undefined ? {} : { expected }) : { expected: 0 }),
    })
    return { surveyId, version, findings: checkSurvey(draft) }
  },
})

const publish = defineOperation({
  id: 'surveys.publish',
  summary: 'Publish the draft as the next version: from now on it is what is asked',
  kind: 'command',
  input: surveyPublishInput,
  output: surveyPublishOutput,
  errors: ['record.not-found', 'record.changed', 'survey.blocked'],
  access: editors,
  run(call: ListenCall, { surveyId, expected, note }) {
    return inTransaction(call.services.store, async (store) => {
      const known = await surveyRecords.read(store, call.workspaceId, surveyId)
      const { draft, published } = known.body
      const findings = checkSurvey(draft)
      refuseBlocked(findings)
      const next = published + 1
      const change = changeOf(call, surveyId)
      const { version } = await surveyRecords.save(store, {
        ...change,
        reason: note,
        name: draft.name,
        body: { state: 'open', published: next, draft },
        expected: expected ?? known.version,
      })
      await addSurveyVersion(store, {
        workspaceId: call.workspaceId,
        surveyId,
        version: next,
        body: draft,
        note,
        publishedBy: change.author,
        publishedAt: change.at,
      })
      return { published: next, version, findings }
    })
  },
})

/** @throws FealtyError `survey.blocked` */
function refuseBlocked(findings: ReturnType<typeof checkSurvey>): void {
  const blocking = findings.filter(({ level }) => level === 'block')
  const [first] = blocking
  if (!first) return
  const problem = first.what.replace(/\.$/, '')
  throw new FealtyError('survey.blocked', { problem, count: blocking.length })
}

const close = stateOperation(
  'surveys.close',
  'Close a survey: its links take no more answers',
  'closed',
)
const reopen = stateOperation('surveys.reopen', 'Open a closed survey again', 'open')

function stateOperation(
  id: 'surveys.close' | 'surveys.reopen',
  summary: string,
  state: 'open' | 'closed',
) {
  return defineOperation({
    id,
    summary,
    kind: 'command',
    input: surveyStateInput,
    output: surveyStateOutput,
    errors: ['record.not-found', 'survey.unpublished'],
    access: editors,
    async run(call: ListenCall, { surveyId, reason }) {
      const { store } = call.services
      await publishedSurvey(store, call.workspaceId, surveyId)
      const known = await surveyRecords.read(store, call.workspaceId, surveyId)
      if (known.body.state === state) return { state, version: known.version }
      const { version } = await surveyRecords.save(store, {
        ...changeOf(call, surveyId),
        reason,
        body: { ...known.body, state },
        expected: known.version,
      })
      return { state, version }
    },
  })
}

const templates = defineOperation({
  id: 'surveys.templates',
  summary: 'Surveys to start from, worded for this company',
  kind: 'query',
  input: z.object({}),
  output: surveyTemplatesOutput,
  errors: [],
  access: 'member',
  async run({ workspaceId, services: { store } }: ListenCall) {
    const { name } = await readWorkspace(store, workspaceId)
    return { templates: surveyTemplates(name) }
  },
})

const check = defineOperation({
  id: 'surveys.check',
  summary: 'What the checks say of a survey that is not saved',
  kind: 'command',
  input: surveyCheckInput,
  output: surveyCheckOutput,
  errors: [],
  access: 'member',
  run: (_call: ListenCall, { body }) => Promise.resolve({ findings: checkSurvey(body) }),
})

export const surveyOperations = [list, one, save, publish, close, reopen, templates, check] as const
