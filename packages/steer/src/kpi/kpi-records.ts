import { recordKind } from '@fealty/store'
import { kpiSchema, manualValueSchema, type Kpi, type ManualValue } from './contract.ts'

export const kpiRecords = recordKind<Kpi>({
  kind: 'kpi',
  what: 'KPI',
  parse: (body) => kpiSchema.parse(body),
})

/** Values by hand; their parent is the KPI. */
export const manualValueRecords = recordKind<ManualValue>({
  kind: 'manual-value',
  what: 'value',
  parse: (body) => manualValueSchema.parse(body),
})
