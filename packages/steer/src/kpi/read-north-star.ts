import { formatMeasured, formatRange, type ValueFormat } from '@fealty/charts'
import { readWorkspace } from '@fealty/store'
import type { SteerCall } from '../record-change.ts'
import type { ListedKpi } from './contract.ts'
import { kpiRecords } from './kpi-records.ts'
import { readKpis } from './read-kpis.ts'

/**
 * The North Star with its last quarter, in one line for the pack of a review; empty when none is chosen
 * (R079). A value by hand says so.
 */
export async function writeNorthStar(call: SteerCall): Promise<string> {
  const { store } = call.services
  const chosen = await kpiRecords.list(store, call.workspaceId)
  const star = chosen.find(({ body }) => body.northStar)
  if (!star) return ''
  const { kpis } = await readKpis(call, [star])
  const [kpi] = kpis
  if (!kpi) return ''
  const { currency } = await readWorkspace(store, call.workspaceId)
  const format = { unit: kpi.measure.unit, currency }
  return `North Star: ${kpi.name} ${writeValue(kpi, format)}`
}

function writeValue({ binding, current, period }: ListedKpi, format: ValueFormat): string {
  if (binding.kind === 'manual') return 'entered by hand'
  const value = formatMeasured(current, format)
  if (current.kind === 'insufficient') return value
  return `${value} (${formatRange(current, format)})${period === null ? '' : `, ${period}`}`
}
