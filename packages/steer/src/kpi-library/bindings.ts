import type { FactCondition, FactExpression, MetricId } from '@fealty/measure'
import type { KpiBinding } from '../kpi/contract.ts'

/** The column has one of these words. */
export const is = (column: string, ...values: string[]): FactCondition => ({
  column,
  operator: 'is',
  values,
})

export const atLeast = (column: string, bound: number): FactCondition => ({
  column,
  operator: 'at-least',
  values: [String(bound)],
})

export const below = (column: string, bound: number): FactCondition => ({
  column,
  operator: 'below',
  values: [String(bound)],
})

export const known = (column: string): FactCondition => ({ column, operator: 'known', values: [] })

export const metric = (id: MetricId): KpiBinding => ({ kind: 'metric', metric: id })

const expression = (given: FactExpression): KpiBinding => ({
  kind: 'expression',
  expression: given,
})

type Facts = FactExpression['facts']
type Conditions = FactCondition[]

/** Rows with `hit` out of those with `among`. */
export const shareOf = (facts: Facts, hit: Conditions, among: Conditions = []): KpiBinding =>
  expression({ facts, kind: 'share', hit, among })

/** Customers with at least one such row, out of those with any. */
export const customersWith = (facts: Facts, hit: Conditions, among: Conditions = []): KpiBinding =>
  expression({ facts, kind: 'customer-share', hit, among })

export const meanOf = (facts: Facts, column: string, among: Conditions = []): KpiBinding =>
  expression({ facts, kind: 'mean', column, hit: [], among })

export const sumOf = (facts: Facts, column: string, hit: Conditions = []): KpiBinding =>
  expression({ facts, kind: 'sum', column, hit, among: [] })

export const countOf = (facts: Facts, hit: Conditions = []): KpiBinding =>
  expression({ facts, kind: 'count', hit, among: [] })

/** The part of a column's sum that comes from rows with `hit`. */
export const partOf = (facts: Facts, column: string, hit: Conditions): KpiBinding =>
  expression({ facts, kind: 'ratio', column, under: column, hit, among: [] })

/** One column's sum to another's. */
export const ratioOf = (facts: Facts, column: string, under: string): KpiBinding =>
  expression({ facts, kind: 'ratio', column, under, hit: [], among: [known(column), known(under)] })
