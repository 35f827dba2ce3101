import type { Answer } from '../../api/contracts.ts'
import type { Told } from '../compare-told.ts'
import { wordsOf } from './binding-words.ts'
import { directions, perspectives, valueUnits } from './kpi-words.ts'

type Kpi = Answer<'kpis.history'>['versions'][number]['kpi']

/** How units and metrics are called today. */
export interface KpiNames {
  unit: (id: string) => string
  metric: (id: string) => string
}

const labelOf = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value

/** What an adopted KPI says, in the words of its form. */
export function tellKpi(kpi: Kpi, { unit, metric }: KpiNames): Told {
  const { binding, unitId, where, levers } = kpi
  const customers = [...(unitId === null ? [] : [unit(unitId)]), ...where]
  return new Map([
    ['Name', kpi.name],
    ['Measured by', measureOf(binding, metric)],
    ['Words that count', wordsOf(binding).join(', ')],
    ['For whom', customers.length === 0 ? 'All customers' : customers.join(', ')],
    ['Which way is better', labelOf(directions, kpi.better)],
    ['Perspective', labelOf(perspectives, kpi.perspective)],
    ['Unit of its values', binding.kind === 'manual' ? labelOf(valueUnits, kpi.unit) : ''],
    ['Answers for it', kpi.accountable],
    ['Levers', levers.map(({ what, decidedBy }) => `${what} (${decidedBy})`).join(', ')],
    ['Note', kpi.note],
  ])
}

function measureOf(binding: Kpi['binding'], metric: KpiNames['metric']): string {
  switch (binding.kind) {
    case 'metric':
      return metric(binding.metric)
    case 'expression':
      return `a ${binding.expression.kind} over ${binding.expression.facts}`
    case 'reviews':
      return 'our own reviews'
    case 'manual':
      return 'values by hand'
  }
}
