import type { MetricPage } from '../../api/contracts.ts'
import { writeCsv } from '../../app/export-csv.ts'
import { saveFile } from '../../ui/export-chart.ts'
import { Menu } from '../../ui/Menu.tsx'
import { measuredCells, measuredHeader } from '../measured-cells.ts'

/** The trend, whole and by segment, with full precision, interval and n. */
function writeMetricCsv(page: MetricPage): string {
  const { metric, breakdown } = page
  const whole = page.trend.map(({ period, measured }) => [
    metric.id,
    '',
    period.start,
    period.label,
    ...measuredCells(measured),
  ])
  const segments = breakdown.rows.flatMap((row) =>
    row.trend.map(({ period, measured }) => [
      metric.id,
      row.segment,
      period.start,
      period.label,
      ...measuredCells(measured),
    ]),
  )
  return writeCsv(
    ['metric', breakdown.dimension, 'start', 'period', ...measuredHeader],
    [...whole, ...segments],
  )
}

export function MetricExport({ page }: { page: MetricPage }) {
  const save = () =>
    saveFile(`${page.metric.id}.csv`, new Blob([writeMetricCsv(page)], { type: 'text/csv' }))
  return (
    <Menu label="Export">
      <button type="button" onClick={save}>
        Numbers as CSV
      </button>
      <button type="button" onClick={() => print()}>
        Print or save as PDF
      </button>
    </Menu>
  )
}
