import { readWorkspace, savePurpose } from '@fealty/store'
import type { SurveyLink } from '../links/contract.ts'
import { findLink } from '../links/links.ts'
import type { ListenServices } from '../services.ts'
import { publishedSurvey } from '../survey/published.ts'

/**
 * What an unsubscribe link of a mail does, and the same of a personal link's survey page: it stops the
 * purpose of the survey for its customer, however often it is used. `look` only says whose page it is.
 * Nothing for a link that does not work or belongs to nobody.
 */
export async function stopByLink(
  { store, now }: Pick<ListenServices, 'store' | 'now'>,
  token: string,
  via: 'look' | 'page' | 'mail program',
): Promise<{ company: string } | undefined> {
  const moment = now()
  const link =
    (await findLink(store, token, moment, 'unsubscribe')) ?? (await findLink(store, token, moment))
  const customerId = link?.customerId ?? null
  if (!link || customerId === null) return undefined
  const { workspaceId } = link
  if (via !== 'look') {
    await savePurpose(store, {
      workspaceId,
      customerId,
      purpose: await purposeOf(store, link),
      state: 'stopped',
      via,
      at: moment.toISOString(),
    })
  }
  return { company: (await readWorkspace(store, workspaceId)).name }
}

/** A link out of a mail outlives its survey, so it bears the purpose; a personal link asks its survey. */
async function purposeOf(
  store: ListenServices['store'],
  { workspaceId, surveyId, purpose, context }: SurveyLink,
): Promise<string> {
  if (purpose === 'unsubscribe') return context.purpose ?? 'surveys'
  return (await publishedSurvey(store, workspaceId, surveyId)).body.purpose
}
