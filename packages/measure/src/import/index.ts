import type { AnyOperation } from '@fealty/core'
import { dataOverviewOperation, dataQualityOperation } from '../data-quality/operation.ts'
import type { MeasureServices } from '../services.ts'
import { importPreviewOperation, importRunOperation, importUndoOperation } from './operation.ts'

/** Bringing facts in, and what is there. */
export const importOperations: readonly AnyOperation<MeasureServices>[] = [
  importPreviewOperation,
  importRunOperation,
  importUndoOperation,
  dataOverviewOperation,
  dataQualityOperation,
]
