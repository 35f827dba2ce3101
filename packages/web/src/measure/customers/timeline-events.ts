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
    .filter(({ kind }) => kind !== 'answer' && kind !== 'subscription end')
    .map((event) => ({
      lane: laneOfKind[event.kind],
      day: event.day,
      name: event.title,
      ...(event.kind === 'subscription start' ? { until: endOf(event, data.events) } : {}),
    }))
  const events = [...answers, ...others].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  )
  const used = new Set(events.map((event) => event.lane))
  return { events, lanes: laneOrder.filter((lane) => used.has(lane)) }
}

/** The first end of the same product on or after the start; null while it still runs. */
function endOf(start: Data['events'][number], events: Data['events']): string | null {
  const ends = events
    .filter(
      ({ kind, title, day }) =>
        kind === 'subscription end' && title === start.title && day >= start.day,
    )
    .map(({ day }) => day)
  return ends.sort()[0] ?? null
}

/**
 * Where the time line starts: a contract that began long before anything else happened would press
 * all the rest together at the right end, so the axis starts with the first event that is none.
 */
export function startOf(events: readonly CustomerEvent[]): string | undefined {
  const days = events.filter(({ until }) => until === undefined).map(({ day }) => day)
  return days.sort()[0]
}
