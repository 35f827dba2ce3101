import type { MetricUnit } from '@fealty/core'
import { customMetric, metricCatalogue, type AnyMetric, type MeasureContext } from '@fealty/measure'
import type { Kpi, KpiBinding } from './contract.ts'

/** The metric over facts that a KPI is bound to; null for one by hand or of our own reviews. */
export function bindKpi(
  kpi: Pick<Kpi, 'id' | 'name' | 'binding' | 'better'>,
  { snapshot }: Pick<MeasureContext, 'snapshot'>,
): AnyMetric | null {
  const { binding } = kpi
  switch (binding.kind) {
    case 'metric':
      return metricCatalogue[binding.metric]
    case 'expression':
      return customMetric(binding.expression, wordsOf(kpi), snapshot)
    case 'reviews':
    case 'manual':
      return null
  }
}

function wordsOf({ id, name, better }: Pick<Kpi, 'id' | 'name' | 'better'>) {
  return {
    id,
    title: name,
    better,
    version: 1,
    summary: name,
    formula: 'as the expression of the KPI says',
    denominator: 'Rows that the expression looks at.',
    source: 'own definition',
  }
}

/** The version of what a KPI means: that of its metric, or 1. */
export function definitionVersion(binding: KpiBinding): number {
  return binding.kind === 'metric' ? metricCatalogue[binding.metric].info.version : 1
}

/** The unit in which a KPI is written. */
export function kpiUnit(kpi: Kpi, metric: AnyMetric | null): MetricUnit {
  return metric?.info.unit ?? (kpi.binding.kind === 'reviews' ? 'share' : kpi.unit)
}

/** Whether the role that answers for it decides about something that moves it. */
export function isControllable({
  accountable,
  levers,
}: Pick<Kpi, 'accountable' | 'levers'>): boolean {
  const role = accountable.trim().toLowerCase()
  return levers.some(({ decidedBy }) => decidedBy.trim().toLowerCase() === role)
}
