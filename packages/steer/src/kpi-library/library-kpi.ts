import type { KpiBinding } from '../kpi/contract.ts'

/** How a KPI's number and its interval are found. */
export type Estimator =
  | 'share'
  | 'score difference'
  | 'mean'
  | 'ratio of sums'
  | 'rate'
  | 'quantile'
  | 'survival'
  | 'difference'
  | 'sum'
  | 'count'
  | 'index'
  | 'model'
  | 'effect'

/** An entry of the library of KPIs. */
export interface LibraryKpi {
  /** Stable: adopted KPIs name it. */
  id: string
  name: string
  perspective: 'financial' | 'customer' | 'internal' | 'learning'
  /** One sentence: what it tells. */
  definition: string
  formula: string
  unit: string
  better: 'higher' | 'lower' | 'neither'
  estimator: Estimator
  /** What it is computed from. */
  data: string
  /** Where the idea or the definition comes from. */
  source: string
  /** How this program computes it; left out where values are entered by hand. */
  binding?: KpiBinding
}
