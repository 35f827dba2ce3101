import { addDays, type Day, type Period } from '@fealty/core'
import { sql } from '@fealty/engine'
import type { z } from 'zod'
import type { MeasureContext } from '../query/measure-context.ts'
import type { scorecardOutput } from './contract.ts'
import type { Finding } from './write-headline.ts'

type Movement = z.input<typeof scorecardOutput>['movements'][number]

export interface Happening {
  day: Day
  name: string
  kind: string
}

/** What happened in a stretch of days, oldest first. */
export async function readHappenings(
  context: MeasureContext,
  from: Day,
  to: Day,
): Promise<Happening[]> {
  const { dialect } = context.services.engine
  const rows = await context.services.engine.query(
    context.snapshot,
    sql`select day, name, coalesce(kind, '') as kind from happenings
where day >= ${dialect.day(from)} and day <= ${dialect.day(to)} order by day, name limit 200`,
    { signal: context.signal },
  )
  return rows.map((row) => ({
    day: String(row.day),
    name: String(row.name),
    kind: String(row.kind),
  }))
}

function strength(finding: Finding): number {
  return finding.change.p ?? 1
}

/** The real changes as a list a person reads, the surest first, with what happened meanwhile. */
export async function describeMovements(
  context: MeasureContext,
  periods: { now: Period; previous: Period },
  moved: readonly Finding[],
): Promise<Movement[]> {
  const happenings = await readHappenings(
    context,
    periods.previous.start,
    addDays(periods.now.end, -1),
  )
  const notable = happenings.filter(({ kind }) => kind !== 'release').slice(0, 3)
  const meanwhile = notable.map(({ day, name }) => `${name} (${day})`).join(', ')
  return [...moved]
    .sort((a, b) => strength(a) - strength(b))
    .slice(0, 8)
    .map(({ metric, segment, change }) => {
      const up = (change.difference ?? 0) > 0
      const about = segment === '' ? metric.title : `${segment}: ${lowerFirst(metric.title)}`
      return {
        metric: metric.id,
        segment,
        title: `${about} ${up ? 'up' : 'down'} since ${periods.previous.label}`,
        text:
          meanwhile === ''
            ? metric.summary
            : `Meanwhile: ${meanwhile}. Whether it is the cause is not shown by this.`,
        change,
      }
    })
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
