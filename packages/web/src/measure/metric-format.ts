import { decimalsOf, type ValueFormat } from '@fealty/charts'
import type { Measured, MetricUnit } from '@fealty/core'

/** How a metric's values are written: money in the workspace's currency. */
export function formatOf(metric: { unit: MetricUnit }, currency: string): ValueFormat {
  return { unit: metric.unit, currency }
}

const shortTitles: Readonly<Record<string, string>> = {
  nps: 'NPS',
  csat: 'CSAT',
  ces: 'CES',
  clv: 'Value each',
  nrr: 'NRR',
  grr: 'GRR',
  aov: 'Order value',
}

/** A metric's name where there is little room: the head of a column. */
export function shortTitleOf(metric: { id: string; title: string }): string {
  return shortTitles[metric.id] ?? metric.title.replace(/,.*$/, '')
}

/**
 * The same for a column of values: all rows are written with as many digits as the middle one's
 * interval supports, so that they can be read down.
 */
export function columnFormatOf(
  metric: { unit: MetricUnit },
  currency: string,
  column: readonly Measured[],
): ValueFormat {
  const format = formatOf(metric, currency)
  const decimals = column
    .flatMap((each) => (each.kind === 'estimate' ? [decimalsOf(each, format)] : []))
    .sort((a, b) => a - b)
  const middle = decimals[Math.floor(decimals.length / 2)]
  return middle === undefined ? format : { ...format, decimals: middle }
}
