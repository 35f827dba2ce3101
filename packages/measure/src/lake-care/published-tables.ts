import { createHash } from 'node:crypto'
import { FealtyError, type Call } from '@fealty/core'
import { joinSql, sql, type Sql } from '@fealty/engine'
import { findSetting, listWorkspaces, saveSetting, type Store } from '@fealty/store'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import type { Segment } from '../segments/contract.ts'
import { customerScope } from '../value/customer-scope.ts'

/** Raised when a table for others changes its columns. */
const publishedVersion = 1
const publishSeconds = 600

/**
 * Names of the tables for others, of which the oldest workspace has the plain ones, and of the settings
 * that say what they show.
 */
export async function publishedTables(store: Store, workspaceId: string) {
  const [first] = await listWorkspaces(store)
  const mark = workspaceId === first?.id ? '' : `_${hashOf(workspaceId).slice(0, 10)}`
  return {
    names: {
      value: `customer_value${mark}`,
      membership: `segment_membership${mark}`,
      cases: `cases${mark}`,
    },
    settings: {
      facts: `published-tables.${workspaceId}`,
      cases: `published-cases.${workspaceId}`,
    },
  }
}

/** They are written again at the next round. */
export async function forgetPublished(store: Store, workspaceId: string): Promise<void> {
  const { settings } = await publishedTables(store, workspaceId)
  for (const setting of Object.values(settings)) await saveSetting(store, setting, null)
}

/**
 * Keeps `customer_value` (the score of each customer with its band) and `segment_membership` (who is in
 * which saved segment) as tables of the own schema, where the engine has one that others may query.
 * Each is replaced as a whole, once facts, model or segments have changed. Returns whether it was.
 */
export async function publishTables(call: Call<MeasureServices>): Promise<boolean> {
  const { engine, store } = call.services
  if (engine.publish === undefined) return false
  const context = await openContext(call, { where: [], level: 0.95 })
  const { names, settings } = await publishedTables(store, call.workspaceId)
  const { snapshot, segments, asOf, basis, signal } = context
  const state = hashOf(JSON.stringify([publishedVersion, snapshot.id, segments, asOf, basis]))
  if ((await findSetting(store, settings.facts)) === state) return false
  const options = { seconds: publishSeconds, signal }
  await engine.publish(snapshot, sql`select * from customer_value`, names.value, options)
  await engine.publish(snapshot, membershipSql(context), names.membership, options)
  await saveSetting(store, settings.facts, state)
  return true
}

/** One row per saved segment and customer in it, as of the context's day. */
function membershipSql(context: MeasureContext): Sql {
  const day = context.services.engine.dialect.day(context.asOf)
  const parts = context.segments.flatMap((segment) => {
    const scope = scopeOf(context, segment)
    if (scope === undefined) return []
    return [
      sql`select ${segment.id} as segment_id, ${segment.name} as segment, p.customer_id, ${day} as as_of
from members p ${scope.joins} where true ${scope.conditions}`,
    ]
  })
  const none = sql`select cast(null as varchar) as segment_id, cast(null as varchar) as segment, cast(null as varchar) as customer_id, ${day} as as_of where false`
  return sql`with members as (
  select customer_id from customers
  union select customer_id from purchases where day <= ${day}
  union select customer_id from spells where start_day <= ${day}
)
${joinSql([none, ...parts], ' union all ')}`
}

/** Undefined for a segment whose attribute the facts do not have any more. */
function scopeOf(context: MeasureContext, { name }: Segment) {
  try {
    return customerScope({ ...context, where: [`segment=${name}`] })
  } catch (error) {
    if (error instanceof FealtyError) return undefined
    throw error
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
