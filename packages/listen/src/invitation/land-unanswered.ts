import { dayIn, type BackgroundCall, type Job } from '@fealty/core'
import {
  listWorkspaces,
  noteInvitationsLanded,
  unansweredInvitations,
  type Invitation,
  type Workspace,
} from '@fealty/store'
import { landUnanswered } from '../answer/land-answers.ts'
import { momentIn } from '../answer/to-fact.ts'
import type { ListenServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'

/** A landing is one segment: once a day is enough for what nobody waits for. */
const daySeconds = 86_400
const mostRows = 20_000

/** Lets invitations that ended without an answer become facts, so that response rates count them. */
export const landUnansweredJob: Job<ListenServices> = {
  name: 'invitations.land',
  everySeconds: daySeconds,
  async run(call) {
    for (const workspace of await listWorkspaces(call.services.store)) {
      if (call.signal.aborted) return
      await landEnded(call, workspace)
    }
  },
}

/** Lands those of one workspace. Gives how many. */
export async function landEnded(
  { services }: Pick<BackgroundCall<ListenServices>, 'services'>,
  { id: workspaceId, timeZone }: Workspace,
): Promise<number> {
  const ended = await unansweredInvitations(services.store, workspaceId, mostRows)
  if (ended.length === 0) return 0
  const names = new Map<string, string>()
  for (const { surveyId, surveyVersion } of ended) {
    const key = `${surveyId} ${surveyVersion}`
    if (names.has(key)) continue
    const { body } = await publishedSurvey(services.store, workspaceId, surveyId, surveyVersion)
    names.set(key, body.name)
  }
  const at = services.now()
  const ids = ended.map(({ id }) => id)
  await landUnanswered(services, {
    workspaceId,
    rows: ended.map((one) =>
      toRow(one, names.get(`${one.surveyId} ${one.surveyVersion}`)!, timeZone),
    ),
    at,
    note: (store) => noteInvitationsLanded(store, ids, at.toISOString()),
  })
  return ended.length
}

function toRow(invitation: Invitation, survey: string, timeZone: string) {
  const { id, customerId, touchpoint, unit, language, channel, sentAt, plannedAt } = invitation
  const asked = sentAt ?? plannedAt
  return {
    response_id: id,
    customer_id: customerId,
    invited_at: momentIn(timeZone, asked),
    survey,
    touchpoint,
    channel,
    unit,
    language,
    day: dayIn(timeZone, new Date(asked)),
  }
}
