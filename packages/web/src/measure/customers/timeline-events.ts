import type { CustomerEvent } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'

type Data = Answer<'customers.one'>

type Kind = Data['events'][number]['kind']

const laneOfKind: Readonly<Partial<Record<Kind, string>>> = {
  order: 'Orders',
  return: 'Returns',
  contact: 'Contacts',
  usage: 'Usage',
}
/** More rows of products than these press the rest of the line off the page. */
const mostProducts = 5

/** The customer's events as marks of the time line: answers with score and band, a row per product. */
export function toTimelineEvents(
  data: Pick<Data, 'events' | 'answers'>,
  bandOf: (score: number) => NonNullable<CustomerEvent['band']>,
): { events: CustomerEvent[]; lanes: string[] } {
  const spans = subscriptionSpans(data.events)
  const others = data.events.flatMap(({ kind, day, title }) => {
    const lane = laneOfKind[kind]
    return lane === undefined ? [] : [{ lane, day, name: title }]
  })
  const events = [...answerMarks(data.answers, bandOf), ...spans, ...others]
  const used = new Set(events.map((event) => event.lane))
  const products = [...new Set(spans.map((span) => span.lane))].slice(0, mostProducts)
  const rows = ['Answers', ...products, 'Orders', 'Returns', 'Contacts', 'Usage']
  const lanes = rows.filter((lane) => used.has(lane))
  return { events: events.filter(({ lane }) => lanes.includes(lane)).sort(byDay), lanes }
}

function byDay(a: CustomerEvent, b: CustomerEvent): number {
  return a.day < b.day ? -1 : a.day > b.day ? 1 : 0
}

function answerMarks(
  answers: Data['answers'],
  bandOf: (score: number) => NonNullable<CustomerEvent['band']>,
): CustomerEvent[] {
  return answers.flatMap(({ day, nps, csat, ces, survey }): CustomerEvent[] => {
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
}

/**
 * One span per stretch of a product. A contract that ends on the day the next one of the same
 * product starts (a new price) goes on.
 */
function subscriptionSpans(events: Data['events']): CustomerEvent[] {
  const spans = new Map<
    string,
    { lane: string; day: string; until: string | null; name: string }[]
  >()
  const changes = events
    .filter(({ kind }) => kind === 'subscription start' || kind === 'subscription end')
    .toSorted((a, b) => byDay({ ...a, lane: '', name: '' }, { ...b, lane: '', name: '' }))
  for (const { kind, day, title } of changes) {
    const own = spans.get(title) ?? []
    spans.set(title, own)
    const last = own.at(-1)
    const isOpen = last?.until === null
    if (kind === 'subscription start' && last?.until === day) last.until = null
    else if (kind === 'subscription start' && !isOpen)
      own.push({ lane: title, day, until: null, name: title })
    else if (
      kind === 'subscription end' &&
      isOpen &&
      last.day < day &&
      !startsAgain(title, day, events)
    )
      last.until = day
  }
  return [...spans.values()].flat()
}

function startsAgain(product: string, day: string, events: Data['events']): boolean {
  return events.some(
    (event) => event.kind === 'subscription start' && event.title === product && event.day === day,
  )
}

/**
 * Where the time line starts: a contract that began long before anything else happened would press
 * all the rest together at the right end, so the axis starts with the first event that is none.
 */
export function startOf(events: readonly CustomerEvent[]): string | undefined {
  const days = events.filter(({ until }) => until === undefined).map(({ day }) => day)
  return days.sort()[0]
}
