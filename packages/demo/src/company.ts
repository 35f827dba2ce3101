import { MONTHS, dayOf, isoDate, timestamp } from './calendar.ts'
import { REGIONS, SEGMENTS } from './catalogue.ts'
import { formatCode } from './rows.ts'
import type { Sink } from './sink.ts'
import { BREAKDOWN_DAY } from './story.ts'

const DIVISIONS: Record<string, { id: string; name: string; owner: string }> = {
  broadband: { id: 'U-BB', name: 'Broadband', owner: 'Head of Broadband' },
  mobile: { id: 'U-MO', name: 'Mobile', owner: 'Head of Mobile' },
  smallBusiness: { id: 'U-SB', name: 'Small business', owner: 'Head of Small Business' },
  enterprise: { id: 'U-EN', name: 'Enterprise', owner: 'Head of Enterprise' },
  partners: { id: 'U-CH', name: 'Channel', owner: 'Head of Channel' },
}

/** A part of the company: the customers whose `dimension` has the `value`, and the role that answers for it. */
export interface DemoUnit {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly kind: 'company' | 'group' | 'division' | 'region'
  readonly dimension: string | null
  readonly value: string | null
  readonly owner: string
}

function group(id: string, name: string, parentId: string | null, owner: string): DemoUnit {
  const kind = parentId === null ? 'company' : 'group'
  return { id, name, parentId, kind, dimension: null, value: null, owner }
}

/** The tree of units: divisions by segment and regions, each owned by a role. */
export function demoUnits(): DemoUnit[] {
  const divisions = SEGMENTS.map(({ id, name: value }): DemoUnit => {
    const division = DIVISIONS[id]
    if (division === undefined) throw new RangeError(`no division for segment ${id}`)
    return { ...division, parentId: 'U-D', kind: 'division', dimension: 'segment', value }
  })
  const regions = REGIONS.map(({ name }, index): DemoUnit => ({
    id: formatCode('U-R', index + 1, 1),
    name,
    parentId: 'U-R',
    kind: 'region',
    dimension: 'region',
    value: name,
    owner: `Regional manager ${name}`,
  }))
  return [
    group('U', 'Northline Telecom', null, 'Chief Operating Officer'),
    group('U-D', 'Divisions', 'U', 'Head of Customer Experience'),
    group('U-R', 'Regions', 'U', 'Head of Regions'),
    ...divisions,
    ...regions,
  ]
}

export function writeUnits(sink: Sink): void {
  for (const { id, name, parentId, kind, dimension, value, owner } of demoUnits()) {
    sink.push('units', [id, name, parentId ?? '', kind, dimension ?? '', value ?? '', owner])
  }
}

interface Happening {
  readonly day: number
  readonly second?: number
  readonly kind: 'release' | 'incident' | 'price change' | 'campaign' | 'initiative'
  readonly name: string
  readonly unit: string
  readonly description: string
}

function happening(
  date: string,
  kind: Happening['kind'],
  name: string,
  unit: string,
  description: string,
): Happening {
  return { day: dayOf(date), kind, name, unit, description }
}

const ALL = 'Northline Telecom'

const TOLD: readonly Happening[] = [
  happening('2023-11-20', 'campaign', 'Winter offer 2023', 'Mobile', 'Devices at a lower price'),
  happening('2024-03-04', 'campaign', 'Spring switch', 'Broadband', 'First three months at half'),
  happening('2024-06-14', 'incident', 'Storm damage', 'Coast', 'Lines down for up to two days'),
  happening('2024-11-18', 'campaign', 'Winter offer 2024', 'Mobile', 'Devices at a lower price'),
  happening('2025-01-01', 'price change', 'Indexation 2025', 'Small business', 'Agreed 4 %'),
  happening('2025-04-01', 'price change', 'New tariff', ALL, 'Broadband and mobile up 4 %'),
  happening('2025-09-08', 'campaign', 'Back to school', 'Broadband', 'Home Plus bundle promoted'),
  happening('2025-11-17', 'campaign', 'Winter offer 2025', 'Mobile', 'Devices at a lower price'),
  happening('2026-01-01', 'price change', 'Indexation 2026', 'Small business', 'Agreed 4 %'),
  happening(
    '2026-03-10',
    'incident',
    'Ordering system breakdown',
    'Broadband',
    'A day after release 26.3 the ordering system stopped; nine days without orders, many lost',
  ),
  happening('2026-03-19', 'incident', 'Ordering restored', 'Broadband', 'Orders accepted again'),
  happening('2026-04-01', 'campaign', 'Security offer', ALL, 'Security extras in every contact'),
  happening('2026-04-01', 'initiative', 'Listen to partners', 'Channel', 'Partners are now asked'),
  happening(
    '2026-05-04',
    'initiative',
    'Order validation',
    'Midlands',
    'Orders are checked before dispatch, first in Midlands',
  ),
  happening('2026-07-01', 'price change', 'Tariff change 2026', 'Broadband', 'Broadband up 6 %'),
  happening(
    '2026-07-01',
    'initiative',
    'Partner order desk',
    'Channel',
    'One desk for all partners',
  ),
  happening(
    '2026-07-06',
    'initiative',
    'Partner portal pilot',
    'Channel',
    'Self-service portal opened to a random half of the partners',
  ),
]

/** One release on the second Monday or so of each month; two of them the story knows. */
function listReleases(): Happening[] {
  return MONTHS.map((month) => {
    const date = isoDate(month.start)
    const version = `${date.slice(2, 4)}.${month.ofYear}`
    let day = month.start + 7 + ((month.index * 3) % 5)
    if (version === '26.3') day = BREAKDOWN_DAY - 1
    if (version === '26.8') day = dayOf('2026-08-12')
    const touchesOrdering = version === '26.3' || version === '26.8'
    const description = touchesOrdering ? 'Ordering portal, new dispatch rules' : 'Monthly release'
    const name = `Release ${version}`
    return { day, second: 4 * 3600, kind: 'release', name, unit: ALL, description }
  })
}

/** What happened to the company, in the order of time. */
export function writeHappenings(sink: Sink): void {
  const all = [...TOLD, ...listReleases()].sort((left, right) => left.day - right.day)
  for (const each of all) {
    const at = timestamp(each.day, each.second ?? 9 * 3600)
    const id = sink.nextId('H', 3)
    sink.push('happenings', [id, at, each.kind, each.name, each.unit, each.description])
  }
}
