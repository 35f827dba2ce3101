import { randomUUID } from 'node:crypto'
import { makeLink, surveyBodySchema, surveyRecords, type NewLink } from '@fealty/listen'
import { addSurveyVersion } from '@fealty/store'
import type { Services } from '../services.ts'

/** A survey that is open: a recommendation and why. */
export interface TestSurvey {
  id: string
  name: string
  /** A new link to it; gives the token. */
  link: (choice?: Partial<NewLink>) => Promise<string>
  close: () => Promise<void>
}

const text = { en: 'How likely is it that you would recommend us?' }

export async function openTestSurvey(
  { store, now }: Pick<Services, 'store' | 'now'>,
  workspaceId: string,
  changes: { name?: string; anonymous?: boolean; retentionDays?: number } = {},
): Promise<TestSurvey> {
  const id = randomUUID()
  const body = surveyBodySchema.parse({
    name: 'Relationship',
    series: 'relationship',
    languages: ['en'],
    questions: [
      { id: 'recommend', kind: 'nps', text },
      { id: 'why', kind: 'text', text },
    ],
    ...changes,
  })
  const at = now().toISOString()
  const author = 'test'
  await addSurveyVersion(store, {
    workspaceId,
    surveyId: id,
    version: 1,
    body,
    note: '',
    publishedBy: author,
    publishedAt: at,
  })
  const save = (state: 'open' | 'closed') =>
    surveyRecords.save(store, {
      workspaceId,
      id,
      author,
      at,
      body: { state, draft: body, published: 1 },
    })
  await save('open')
  return {
    id,
    name: body.name,
    link: async (choice = {}) => {
      const expiresAt = new Date(now().getTime() + 30 * 86_400_000)
      const link = { workspaceId, surveyId: id, channel: 'link' as const, now: now(), expiresAt }
      return (await makeLink(store, { ...link, ...choice })).token
    },
    close: async () => {
      await save('closed')
    },
  }
}
