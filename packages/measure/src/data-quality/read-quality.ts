import {
  daysBetween,
  factKind,
  factKindNames,
  periodsBetween,
  type FactKindName,
} from '@fealty/core'
import { identifier, joinSql, sql, type Snapshot, type Sql } from '@fealty/engine'
import type { z } from 'zod'
import { loadSnapshot } from '../facts/snapshot.ts'
import type { MeasureServices } from '../services.ts'
import type { qualityOutput } from './contract.ts'

type Quality = z.input<typeof qualityOutput>
type Count = { of: number; count: number }

/** The id of a kind of events: where it is filled it should occur once. */
const ownIds: Partial<Record<FactKindName, string>> = {
  subscriptions: 'subscription_id',
  interactions: 'interaction_id',
  responses: 'response_id',
}

interface Reading {
  services: MeasureServices
  snapshot: Snapshot
  today: string
  signal: AbortSignal
}

/** How good the loaded facts are: coverage, freshness, gaps, and what does not find its partner. */
export async function readQuality(
  services: MeasureServices,
  workspaceId: string,
  today: string,
  signal: AbortSignal,
): Promise<Quality> {
  const snapshot = await loadSnapshot(services, workspaceId)
  const reading = { services, snapshot, today, signal }
  const kinds: Quality['kinds'] = []
  for (const kind of factKindNames) {
    if (isLoaded(snapshot, kind)) kinds.push(await readKind(reading, kind))
  }
  return { kinds, ...(await readPartners(reading)) }
}

function isLoaded(snapshot: Snapshot, kind: FactKindName): boolean {
  return (snapshot.tables[kind]?.files.length ?? 0) > 0
}

async function readKind(reading: Reading, kind: FactKindName): Promise<Quality['kinds'][number]> {
  const { fields, datedBy } = factKind(kind)
  const names = Object.keys(fields)
  const counts = names.map((name, index) => sql`count(${identifier(name)}) as ${filled(index)}`)
  const id = ownIds[kind]
  const doubles =
    id === undefined ? sql`0` : sql`count(${identifier(id)}) - count(distinct ${identifier(id)})`
  const [row] = await ask(
    reading,
    sql`select count(*) as rows, ${doubles} as doubles, ${joinSql(counts, ', ')} from ${identifier(kind)}`,
  )
  const rows = Number(row?.rows)
  const days = datedBy === undefined ? noDays : await readDays(reading, kind)
  return {
    kind,
    rows,
    ...days,
    duplicateIds: Number(row?.doubles),
    coverage: names.map((field, index) => {
      const count = Number(row?.[`filled_${index}`])
      return { field, filled: count, share: rows === 0 ? 0 : count / rows }
    }),
  }
}

function filled(index: number): Sql {
  return identifier(`filled_${index}`)
}

const noDays = { firstDay: null, lastDay: null, ageDays: null, gaps: [], undated: 0 }

async function readDays(
  reading: Reading,
  kind: FactKindName,
): Promise<Pick<Quality['kinds'][number], keyof typeof noDays>> {
  const rows = await ask(
    reading,
    sql`select date_trunc('month', day) as month, min(day) as first, max(day) as last, count(*) as rows
      from ${identifier(kind)} group by 1 order by 1`,
  )
  const dated = rows.filter(({ month }) => month !== null)
  const undated = rows.reduce((sum, row) => sum + (row.month === null ? Number(row.rows) : 0), 0)
  if (dated.length === 0) return { ...noDays, undated }
  const firstDay = String(dated[0]?.first)
  const lastDay = String(dated.at(-1)?.last)
  const known = new Set(dated.map(({ month }) => String(month).slice(0, 10)))
  const months = periodsBetween(firstDay, lastDay, 'month', { fiscalYearStartMonth: 1 })
  return {
    firstDay,
    lastDay,
    ageDays: daysBetween(lastDay, reading.today),
    gaps: months.map(({ start }) => start).filter((start) => !known.has(start)),
    undated,
  }
}

async function readPartners({
  services,
  snapshot,
  signal,
}: Reading): Promise<Omit<Quality, 'kinds'>> {
  const has = (kind: FactKindName): boolean => isLoaded(snapshot, kind)
  const count = async (statement: Sql): Promise<Count> => {
    const [row] = await services.engine.query(snapshot, statement, { signal })
    return { of: Number(row?.of_all), count: Number(row?.missing) }
  }
  const listed = sql`select customer_id from customers`
  return {
    customersWithoutAnswers:
      has('customers') && has('responses')
        ? await count(sql`
            select count(*) as of_all,
              count(*) - count(answered.customer_id) as missing
            from customers left join (
              select distinct customer_id from responses
              where customer_id is not null and coalesce(nps, csat, ces) is not null
            ) as answered on answered.customer_id = customers.customer_id`)
        : null,
    answersWithoutCustomers: has('responses')
      ? await count(unknownCustomers('responses', has('customers') ? listed : undefined))
      : null,
    ordersWithoutKnownCustomer:
      has('orders') && has('customers') ? await count(unknownCustomers('orders', listed)) : null,
  }
}

/** Rows whose customer is empty, or is not in the list where there is one. */
function unknownCustomers(kind: FactKindName, listed: Sql | undefined): Sql {
  if (listed === undefined) {
    return sql`select count(*) as of_all, count(*) - count(customer_id) as missing from ${identifier(kind)}`
  }
  return sql`
    select count(*) as of_all, count(*) - count(known.customer_id) as missing
    from ${identifier(kind)} as facts
    left join (${listed}) as known on known.customer_id = facts.customer_id`
}

function ask({ services, snapshot, signal }: Reading, statement: Sql) {
  return services.engine.query(snapshot, statement, { signal })
}
