import type { Day } from '@fealty/core'
import type { Store } from '@fealty/store'
import { manualValueRecords } from './kpi-records.ts'

/** A value by hand as it stands on a day. */
export interface EnteredValue {
  value: number
  author: string
  reason: string
  expires: Day
  expired: boolean
}

/** The newest value by hand of each KPI, by the day it is for; null-free: KPIs without one are left out. */
export async function readEnteredValues(
  store: Store,
  workspaceId: string,
  today: Day,
): Promise<ReadonlyMap<string, EnteredValue>> {
  const records = await manualValueRecords.list(store, workspaceId)
  const newestLast = [...records].sort((a, b) => (a.body.day < b.body.day ? -1 : 1))
  return new Map(
    newestLast.map(({ body, author }) => [
      body.kpiId,
      {
        value: body.value,
        author,
        reason: body.reason,
        expires: body.expires,
        expired: body.expires < today,
      },
    ]),
  )
}
