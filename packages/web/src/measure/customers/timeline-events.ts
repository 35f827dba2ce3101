import type { CustomerEvent } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'

type Data = Answer<'customers.one'>

const laneOfKind: Readonly<Record<Data['events'][number]['kind'], string>> = {
  'subscription start': 'Subscriptions',
  'subscription end': 'Subscriptions',
  order: 'Orders',
  return: 'Returns',
  contact: 'Contacts',
  answer: 'Answers',
  usage: 'Usage',
}
const laneOrder = ['Answers', 'Subscriptions', 'Orders', 'Returns', 'Contacts', 'Usage']

/** The customer's events as marks of the time line; answers bear their score and its band. */
export function toTimelineEvents(
  data: Pick<Data, 'events' | 'answers'>,
  bandOf: (score: number) => NonNullable<CustomerEvent['band']>,
): { events: CustomerEvent[]; lanes: string[] } {
  const answers = data.answers.flatMap(({ day, nps, csat, ces, survey }): CustomerEvent[] => {
    if (day === null) return []
    const score = nps ?? csat ?? ces
    return [
      {
        lane: 'Answers',
        day,
        name: `${survey ?? 'Answer'}${score === null ? '' : `: ${score}`}`,
        ...(score === null ? {} : { score: String(score) }),
        ...(nps === null ? {} : { band: bandOf(nps) }),
      },
    ]
  })
  const others = data.events
    .filter(({ kind }) => kind !== 'answer')
    .map(({ day, kind, title }) => ({ lane: laneOfKind[kind], day, name: title }))
  const events = [...answers, ...others].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  )
  const used = new Set(events.map((event) => event.lane))
  return { events, lanes: laneOrder.filter((lane) => used.has(lane)) }
}
