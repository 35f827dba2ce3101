import { readWorkspace, savePurpose } from '@fealty/store'
import type { SurveyLink } from '../links/contract.ts'
import { findLink } from '../links/links.ts'
import type { ListenServices } from '../services.ts'
import { findPublished } from '../survey/published.ts'
import { chooseLanguage } from '../survey-page/choose-language.ts'
import type { Html } from '../survey-page/html.ts'
import { pageLanguages } from '../survey-page/words/page-words.ts'
import { plainAccent, renderStop } from '../survey-page/render-page.ts'

/** How the link of a way out is called. */
export interface StopCall {
  token: string
  via: 'look' | 'page' | 'mail program'
  /** What the mail or the page before it was written in. */
  language: string | undefined
  acceptLanguage: string | undefined
}

/**
 * What an unsubscribe link of a mail does, and the same of a personal link's survey page: it stops the
 * purpose of the survey for its customer, however often it is used. `look` only shows the page that
 * asks. Nothing for a link that does not work or belongs to nobody.
 */
export async function stopByLink(
  { store, now }: Pick<ListenServices, 'store' | 'now'>,
  { token, via, language, acceptLanguage }: StopCall,
): Promise<Html | undefined> {
  const moment = now()
  const link =
    (await findLink(store, token, moment, 'unsubscribe')) ?? (await findLink(store, token, moment))
  const customerId = link?.customerId ?? null
  if (!link || customerId === null) return undefined
  const { workspaceId, surveyId } = link
  const [{ name: company }, survey] = await Promise.all([
    readWorkspace(store, workspaceId),
    findPublished(store, workspaceId, surveyId),
  ])
  if (via !== 'look') {
    const purpose = purposeOf(link, survey?.body.purpose)
    const at = moment.toISOString()
    await savePurpose(store, { workspaceId, customerId, purpose, state: 'stopped', via, at })
  }
  const frame = {
    company,
    language: chooseLanguage(pageLanguages, language, acceptLanguage),
    accent: survey?.body.theme.accent ?? plainAccent,
    logo: survey?.body.theme.logo,
  }
  return renderStop(frame, via === 'look' ? 'ask' : 'done')
}

/** A link out of a mail outlives its survey, so it bears the purpose; a personal link asks its survey. */
function purposeOf({ purpose, context }: SurveyLink, ofSurvey: string | undefined): string {
  return (purpose === 'unsubscribe' ? context.purpose : ofSurvey) ?? 'surveys'
}
