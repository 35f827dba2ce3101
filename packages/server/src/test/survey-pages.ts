import { makeLinks, type MadeLink, type NewLink } from '@fealty/listen'
import { send, type TestServer, type TestWorkspace } from './test-server.ts'

const recommend = {
  en: 'How likely are you to recommend Acme to a friend or colleague?',
  de: 'Wie wahrscheinlich ist es, dass Sie Acme einem Freund oder Kollegen weiterempfehlen?',
}

/** A survey with a recommend question, its reason, and what only some are asked. */
export const testSurvey = {
  name: 'Relationship',
  series: 'relationship',
  languages: ['en', 'de'],
  questions: [
    { id: 'nps', kind: 'nps', text: recommend },
    { id: 'reason', kind: 'text', text: { en: 'Why this score?', de: 'Warum diese Bewertung?' } },
    {
      id: 'wrong',
      kind: 'multiple',
      text: { en: 'What went wrong?', de: 'Was ging schief?' },
      choices: [
        { id: 'late', text: { en: 'Late', de: 'Zu spät' } },
        { id: 'price', text: { en: 'Price', de: 'Preis' } },
      ],
      showIf: { question: 'nps', operator: 'between', values: [0, 6] },
    },
  ],
}

/** Saves and publishes a survey through the API, and gives its id. */
export async function publishTestSurvey(
  server: TestServer,
  { people }: TestWorkspace,
  body: object = testSurvey,
): Promise<string> {
  const { cookie } = people.owner
  const saved = await send(server, '/api/surveys/save', { body }, cookie)
  const { surveyId } = (await saved.json()) as { surveyId: string }
  const input = { surveyId, note: 'first' }
  const published = await send(server, '/api/surveys/publish', input, cookie)
  if (published.status !== 200) throw new Error(await published.text())
  return surveyId
}

/** Links of invitations: one for each customer. */
export function makeTestLinks(
  { services }: TestServer,
  workspace: TestWorkspace,
  surveyId: string,
  count: number,
  change: Partial<NewLink> = {},
): Promise<MadeLink[]> {
  const now = services.now()
  const expiresAt = new Date(now.getTime() + 30 * 86_400_000)
  return makeLinks(
    services.store,
    Array.from({ length: count }, (_, index) => ({
      workspaceId: workspace.id,
      surveyId,
      customerId: `c${index}`,
      invitationId: `${surveyId}-${index}`,
      channel: 'mail' as const,
      now,
      expiresAt,
      ...change,
    })),
  )
}

/** The fields of a page as a browser without JavaScript would send them: those that are not disabled. */
export function fieldsOf(page: string): URLSearchParams {
  const open = page.replace(/<fieldset[^>]* disabled[^]*?<\/fieldset>/g, '')
  const fields = new URLSearchParams()
  for (const [tag] of open.matchAll(/<input[^>]*>/g)) {
    const read = (name: string) => unescape(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
    const isChoice = /type="(radio|checkbox)"/.test(tag)
    if (!isChoice || tag.includes(' checked')) fields.append(read('name'), read('value'))
  }
  for (const [, name = '', text = ''] of open.matchAll(
    /<textarea name="([^"]*)"[^>]*>\n([^<]*)</g,
  )) {
    fields.append(name, unescape(text))
  }
  return fields
}

function unescape(text: string): string {
  const signs: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#96': '`',
  }
  return text.replace(/&(\w+|#\d+);/g, (whole, name: string) => signs[name] ?? whole)
}

/** Asks as a browser or a scanner does: without the header of the app. */
export function visit(
  { app }: TestServer,
  path: string,
  method: 'GET' | 'HEAD' = 'GET',
  headers: Record<string, string> = {},
): Promise<Response> {
  return Promise.resolve(app.request(path, { method, headers: { host: 'localhost', ...headers } }))
}

/** Posts a form as a browser does. */
export function postForm(
  { app }: TestServer,
  path: string,
  fields: URLSearchParams,
  change: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams(fields)
  for (const [name, value] of Object.entries({ go: 'next', ...change })) body.set(name, value)
  return Promise.resolve(
    app.request(path, {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    }),
  )
}
