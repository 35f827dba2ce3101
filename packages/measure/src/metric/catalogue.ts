import { activeMetric } from '../active/metric.ts'
import { aovMetric } from '../aov/metric.ts'
import { cesMetric } from '../ces/metric.ts'
import { churnMetric } from '../churn/metric.ts'
import { clvMetric } from '../clv/metric.ts'
import { costToServeMetric } from '../cost-to-serve/metric.ts'
import { csatMetric } from '../csat/metric.ts'
import { earnedGrowthMetric } from '../earned-growth/metric.ts'
import { grrMetric } from '../grr/metric.ts'
import { marginMetric } from '../margin/metric.ts'
import { npsMetric } from '../nps/metric.ts'
import { nrrMetric } from '../nrr/metric.ts'
import { ratingMetric } from '../rating/metric.ts'
import { repeatPurchaseMetric } from '../repeat-purchase/metric.ts'
import { retentionMetric } from '../retention/metric.ts'
import { revenueChurnMetric } from '../revenue-churn/metric.ts'
import { revenueMetric } from '../revenue/metric.ts'
import { tenureMetric } from '../tenure/metric.ts'
import type { MetricId } from './contract.ts'
import type { AnyMetric, MetricDefinition } from './metric-definition.ts'
import { totalFamily } from './statistic-families.ts'

/** All metrics; a new one is a folder and a line here. */
export const metricCatalogue: Readonly<Record<MetricId, MetricDefinition>> = {
  nps: npsMetric,
  csat: csatMetric,
  ces: cesMetric,
  rating: ratingMetric,
  retention: retentionMetric,
  churn: churnMetric,
  'revenue-churn': revenueChurnMetric,
  nrr: nrrMetric,
  grr: grrMetric,
  'repeat-purchase': repeatPurchaseMetric,
  aov: aovMetric,
  revenue: revenueMetric,
  margin: marginMetric,
  'cost-to-serve': costToServeMetric,
  tenure: tenureMetric,
  active: activeMetric,
  'earned-growth': earnedGrowthMetric,
  clv: clvMetric,
}

/**
 * Whether a metric is the sum over its customers: revenue, margin, customers. Groups of different
 * sizes are then not compared with each other; a group with itself at another time is.
 */
export function isTotal({ family }: Pick<AnyMetric, 'family'>): boolean {
  return family === totalFamily
}
