import type { Filler, RunOnce } from './filler.ts'

/** What is used of a template. */
interface Template {
  name: string
  body: Record<string, unknown>
}

/** The demo's surveys bear the names that stand in its answers of three years. */
const surveys = {
  relationship: { template: 'Relationship', link: 'Newsletter', channel: 'link' },
  'after-order': { template: 'Order delivered', link: 'Card in the parcel', channel: 'qr' },
  'after-service': {
    template: 'After a contact',
    touchpoint: 'Technical support',
    link: 'Shop in Hamburg',
    channel: 'qr',
  },
} as const

/** Publishes one of them with an open link, and gives its id; nothing when that was done before. */
export async function publishSurvey(
  run: RunOnce,
  name: keyof typeof surveys,
): Promise<string | undefined> {
  const { template, link, channel, ...rest } = surveys[name]
  const { templates } = (await run('surveys.templates', {})) as { templates: Template[] }
  const body = templates.find((one) => one.name === template)?.body
  const draft = { ...body, ...rest, name, languages: ['en', 'de'] }
  const saved = (await run('surveys.save', { body: draft })) as { surveyId: string } | undefined
  if (!saved) return undefined
  const { surveyId } = saved
  await run('surveys.publish', { surveyId, note: 'The wording of the first round.' })
  await run('surveys.links', { surveyId, label: link, channel })
  return surveyId
}

/** The survey that no plan of invitations asks; the others are published with their plans. */
export const surveysFiller: Filler = {
  what: 'Publishing the survey that lies in every parcel',
  async fill(run) {
    await publishSurvey(run, 'after-order')
  },
}
