import type { Day, FactKindName, Period } from '@fealty/core'
import type { Dialect, Sql } from '@fealty/engine'
import type { Dimension } from './dimension.ts'
import type { MetricInfo } from './contract.ts'
import type { StatisticFamily } from './statistic-families.ts'

/** Fact tables whose rows have a day and a customer. */
export const datedFacts = [
  'orders',
  'subscriptions',
  'interactions',
  'usage',
  'responses',
  'costs',
] as const satisfies readonly FactKindName[]
export type DatedFact = (typeof datedFacts)[number]

/** What makes a customer active: a running contract, or a purchase within the last year. */
export type Basis = 'subscription' | 'purchase'

/** A condition over a dimension. `in` takes several values, the others one. */
export interface DimensionFilter {
  dimension: Dimension
  operator: FilterOperator
  values: readonly string[]
  /** Holds as well where one of these does. */
  or?: readonly DimensionFilter[]
}

export const filterOperators = ['in', 'not-in', 'at-least', 'below'] as const
export type FilterOperator = (typeof filterOperators)[number]

/** Everything a metric's SQL depends on, resolved: names are known columns, days are real days. */
export interface MetricScope {
  dialect: Dialect
  periods: readonly Period[]
  /** Last day that is looked at. */
  asOf: Day
  /** First day of any fact; before it nobody had the time to do anything. */
  firstDay: Day
  basis: Basis
  groups: readonly Dimension[]
  filters: readonly DimensionFilter[]
  /** Whether everybody had the time to return that the metric asks for. */
  isMature: (period: Period) => boolean
  /** Rating questions there are (column names without their prefix). */
  ratings: readonly string[]
}

/** What a person must know of any metric, named or made from an expression. */
export type MetricWords = Omit<MetricInfo, 'id'> & { id: string }

/** One metric: what it means, the SQL of its sufficient statistics, and how they become a number. */
export interface MetricDefinition<Info extends MetricWords = MetricInfo> {
  info: Info
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of metrics holds families of different statistics; each pairs with its own
  family: StatisticFamily<any>
  /** Rows: `period` (index into scope.periods), `g0`, `g1` … and the family's columns. */
  statistics: (scope: MetricScope) => Sql
  /** Fewer than this many counted are not shown. */
  minimum: number
  /** Facts that give it its days; `activity` is subscriptions or orders, by the basis. */
  facts: FactKindName | 'activity'
  /** The fact table whose own columns it can be cut by, beside those of the customer. */
  fact?: DatedFact
  /** First day that must be known for the period to be mature. */
  knownFrom?: (scope: Pick<MetricScope, 'basis'>, period: Period) => Day
  /** Without a period asked for: so many months up to the as-of day, else the whole history. */
  defaultMonths?: number
  /** True when the number is a state at the period's last day: a running period has none yet. */
  atPeriodEnd?: true
  /** Rows `period, g0 …, invited, answered` where invitations are known. */
  responseRate?: (scope: MetricScope) => Sql
}

/** Any metric: one of the catalogue, or one made from an expression over facts. */
export type AnyMetric = MetricDefinition<MetricWords>
