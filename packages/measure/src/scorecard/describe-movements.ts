import { addDays, writeDay, type Day, type Measured, type Period } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { z } from 'zod'
import { lowerFirst } from '../change/sentence-case.ts'
import { keptRows } from '../query/keep-rows.ts'
import type { MeasureContext } from '../query/measure-context.ts'
import type { scorecardOutput } from './contract.ts'
import type { Finding } from './write-headline.ts'

type Movement = z.input<typeof scorecardOutput>['movements'][number]

export interface Happening {
  day: Day
  name: string
  kind: string
  /** Unit it concerns; empty for the whole company. */
  unit: string
}

/** What happened in a stretch of days, oldest first. */
export async function readHappenings(
  context: MeasureContext,
  from: Day,
  to: Day,
): Promise<Happening[]> {
  const { dialect } = context.services.engine
  const rows = await keptRows(
    context,
    sql`select day, name, coalesce(kind, '') as kind, coalesce(unit, '') as unit from happenings
where day >= ${dialect.day(from)} and day <= ${dialect.day(to)} order by day, name limit 200`,
  )
  return rows.map((row) => ({
    day: String(row.day),
    name: String(row.name),
    kind: String(row.kind),
    unit: String(row.unit),
  }))
}

/** Loyalty first, then what concerns the whole, then what is surest. */
function byImportance(a: Finding, b: Finding): number {
  const rank = ({ metric, segment }: Finding): number =>
    (metric.id === 'nps' ? 0 : 2) + (segment === '' ? 0 : 1)
  return rank(a) - rank(b) || (a.change.p ?? 1) - (b.change.p ?? 1)
}

/** A real change with the two numbers it is the difference of. */
export interface Moved extends Finding {
  before: Measured
  now: Measured
}

const weights: Record<string, number> = { incident: 2, 'price change': 2, release: -1 }

/** What a reader would think of first: late in the time, of a kind that customers feel. */
function relevance({ day, kind }: Happening, since: Day): number {
  return (day >= since ? 2 : 0) + (weights[kind.toLowerCase()] ?? 0)
}

/** The two most relevant, oldest first: “Tariff change (1 July), Storm (4 May)”. */
function nameRelevant(happenings: readonly Happening[], since: Day): string {
  return [...happenings]
    .sort((a, b) => relevance(b, since) - relevance(a, since) || (a.day < b.day ? 1 : -1))
    .slice(0, 2)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ day, name }) => `${name} (${writeDay(day)})`)
    .join(', ')
}

/**
 * The real changes as a list a person reads, and what happened meanwhile: near a change where it
 * concerns the unit of its segment, else once for all.
 */
export async function describeMovements(
  context: MeasureContext,
  periods: { now: Period; previous: Period },
  moved: readonly Moved[],
): Promise<{ movements: Movement[]; meanwhile: string }> {
  const last = addDays(periods.now.end, -1)
  const happenings = await readHappenings(context, periods.previous.start, last)
  const since = periods.now.start
  const movements = [...moved]
    .sort(byImportance)
    .slice(0, 8)
    .map(({ metric, segment, change, before, now }) => {
      const up = (change.difference ?? 0) > 0
      const about = segment === '' ? metric.title : `${segment}: ${lowerFirst(metric.title)}`
      const near = happenings.filter(
        ({ unit }) => unit !== '' && segment.toLowerCase().includes(unit.toLowerCase()),
      )
      return {
        metric: metric.id,
        segment,
        title: `${about} ${up ? 'up' : 'down'} since ${periods.previous.label}`,
        before,
        now,
        change,
        nearby: nameRelevant(near, since),
      }
    })
  return { movements, meanwhile: moved.length === 0 ? '' : nameRelevant(happenings, since) }
}
