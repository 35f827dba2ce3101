import { NewestMap } from '@fealty/core'
import { gatherReads, perStore, readWorkspace, type Premise, type Store } from '@fealty/store'
import type { SurveyLink } from '../links/contract.ts'
import { findPublished, type PublishedSurvey } from '../survey/published.ts'
import { surveyRecords } from '../survey/records.ts'

/** What a sheet is checked against. */
export interface AskedSurvey {
  survey: PublishedSurvey
  timeZone: string
  /** By which the store sees, when the sheet is written, that all this is still so. */
  premise: Premise
}

/** Open surveys as they were last seen: each answer would ask for its survey anew otherwise. */
const rememberedOf = perStore(() => new NewestMap<string, AskedSurvey>(500))

/** The sheets of one moment mostly answer one survey, which is then read once. */
const finderOf = perStore((store) =>
  gatherReads(async (keys: readonly string[]) => {
    const found = new Map<string, AskedSurvey>()
    for (const key of keys) {
      const asked = await readAsked(store, JSON.parse(key) as [string, string])
      if (asked) found.set(key, asked)
      remember(store, key, asked)
    }
    return found
  }),
)

const keyOf = ({ workspaceId, surveyId }: SurveyLink): string =>
  JSON.stringify([workspaceId, surveyId])

/** The survey of a link as it was last seen open. It may have changed since: its premise tells. */
export function rememberedSurvey(store: Store, link: SurveyLink): AskedSurvey | undefined {
  return rememberedOf(store).get(keyOf(link))
}

/** The survey of a link as it is now; undefined for one that is gone, closed or was never published. */
export async function readAskedSurvey(
  store: Store,
  link: SurveyLink,
): Promise<AskedSurvey | undefined> {
  const asked = await finderOf(store)(keyOf(link))
  return asked?.survey.state === 'open' ? asked : undefined
}

async function readAsked(
  store: Store,
  [workspaceId, surveyId]: readonly [string, string],
): Promise<AskedSurvey | undefined> {
  const survey = await findPublished(store, workspaceId, surveyId)
  if (!survey) return undefined
  const { timeZone } = await readWorkspace(store, workspaceId)
  const record = { kind: surveyRecords.kind, id: surveyId, version: survey.edit }
  return { survey, timeZone, premise: { workspaceId, ...record, timeZone } }
}

function remember(store: Store, key: string, asked: AskedSurvey | undefined): void {
  const remembered = rememberedOf(store)
  if (asked?.survey.state === 'open') remembered.set(key, asked)
  else remembered.delete(key)
}
