import type { Filler } from './filler.ts'

/** What is used of a template. */
interface Template {
  name: string
  body: Record<string, unknown>
}

/** The demo's surveys bear the names that stand in its answers of three years. */
const surveys = [
  { template: 'Relationship', name: 'relationship', link: 'Newsletter', channel: 'link' },
  { template: 'Order delivered', name: 'after-order', link: 'Card in the parcel', channel: 'qr' },
  {
    template: 'After a contact',
    name: 'after-service',
    touchpoint: 'Technical support',
    link: 'Shop in Hamburg',
    channel: 'qr',
  },
] as const

export const surveysFiller: Filler = {
  what: 'Publishing the surveys that Northline asks',
  async fill(run) {
    const { templates } = (await run('surveys.templates', {})) as { templates: Template[] }
    for (const { template, name, link, channel, ...rest } of surveys) {
      const body = templates.find((one) => one.name === template)?.body
      const draft = { ...body, ...rest, name, languages: ['en', 'de'] }
      const saved = (await run('surveys.save', { body: draft })) as { surveyId: string } | undefined
      if (!saved) continue
      const { surveyId } = saved
      await run('surveys.publish', { surveyId, note: 'First version' })
      await run('surveys.links', { surveyId, label: link, channel })
    }
  },
}
