import type { AnyOperation } from '@fealty/core'
import { cohortsOperation } from './cohorts/operation.ts'
import { customersOperations } from './customers/operation.ts'
import { importOperations } from './import/index.ts'
import { metricPageOperation } from './metric-page/operation.ts'
import { measureCatalogueOperation, measureQueryOperation } from './query/operation.ts'
import { scorecardOperation } from './scorecard/operation.ts'
import {
  segmentsListOperation,
  segmentsRemoveOperation,
  segmentsSaveOperation,
} from './segments/operation.ts'
import type { MeasureServices } from './services.ts'
import { settingsChangeOperation, settingsGetOperation } from './settings/operation.ts'
import { unitsOperations } from './units/operation.ts'
import { valueOperations } from './value/operation.ts'

/** Everything this room can do; the doors are made from this list. */
export const measureOperations: readonly AnyOperation<MeasureServices>[] = [
  scorecardOperation,
  measureQueryOperation,
  measureCatalogueOperation,
  metricPageOperation,
  cohortsOperation,
  segmentsListOperation,
  segmentsSaveOperation,
  segmentsRemoveOperation,
  settingsGetOperation,
  settingsChangeOperation,
  ...unitsOperations,
  ...importOperations,
  ...valueOperations,
  ...customersOperations,
]

export { sweepTrialRejects } from './import/staging.ts'
export type { MeasureServices } from './services.ts'
export { type ListedUnit, type Unit } from './units/contract.ts'
export { readUnits } from './units/operation.ts'
export { unitOf, unitWhere, unitWithParts } from './units/unit-tree.ts'
