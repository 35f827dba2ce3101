import { defineOperation, FealtyError, type Call } from '@fealty/core'
import { listOpenLinks } from '@fealty/store'
import type { ListenServices } from '../services.ts'
import {
  surveyLinkInput,
  surveyLinkOutput,
  surveyRevokeInput,
  surveyRevokeOutput,
} from '../survey/contract.ts'
import { publishedSurvey } from '../survey/published.ts'
import { surveyRecords } from '../survey/records.ts'
import { hashLinkToken, makeLink, revokeLinks } from './links.ts'

type ListenCall = Call<ListenServices>
const dayMilliseconds = 86_400_000

const makeOpen = defineOperation({
  id: 'surveys.links',
  summary:
    'Make an open link to a survey: for a page, a QR code or the widget. Its address is shown once',
  kind: 'command',
  input: surveyLinkInput,
  output: surveyLinkOutput,
  errors: ['record.not-found', 'survey.unpublished'],
  access: ['owner', 'analyst'],
  async run({ workspaceId, services }: ListenCall, { surveyId, channel, label, context, days }) {
    const { store, now } = services
    await publishedSurvey(store, workspaceId, surveyId)
    const moment = now()
    const expiresAt = new Date(moment.getTime() + days * dayMilliseconds)
    const { token, path } = await makeLink(store, {
      workspaceId,
      surveyId,
      channel,
      label,
      context,
      now: moment,
      expiresAt,
    })
    return { linkId: hashLinkToken(token), path, expiresAt: expiresAt.toISOString() }
  },
})

const revokeOpen = defineOperation({
  id: 'surveys.revoke-link',
  summary: 'End an open link: from now on it leads nowhere',
  kind: 'command',
  input: surveyRevokeInput,
  output: surveyRevokeOutput,
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  async run({ workspaceId, services: { store, now } }: ListenCall, { surveyId, linkId }) {
    await surveyRecords.read(store, workspaceId, surveyId)
    const links = await listOpenLinks(store, workspaceId, surveyId)
    if (!links.some(({ tokenHash }) => tokenHash === linkId)) {
      throw new FealtyError('record.not-found', { what: 'open link' })
    }
    const choice = { workspaceId, surveyId, tokenHash: linkId }
    return { revoked: await revokeLinks(store, choice, now()) }
  },
})

export const linkOperations = [makeOpen, revokeOpen] as const
