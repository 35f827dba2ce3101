import type { Scorecard } from '../../api/contracts.ts'
import { writeCsv } from '../../app/export-csv.ts'
import { saveFile } from '../../ui/export-chart.ts'
import { Menu } from '../../ui/Menu.tsx'
import { measuredCells, measuredHeader } from '../measured-cells.ts'

const header = ['metric', 'segment', 'period', ...measuredHeader, 'verdict', 'change']

/** Every number of the page with full precision, its interval and n. */
function writeScorecardCsv(card: Scorecard): string {
  const period = card.period.label
  const tiles = card.tiles.map(({ metric, measured, change }) => [
    metric.id,
    '',
    period,
    ...measuredCells(measured),
    change.verdict,
    change.difference ?? '',
  ])
  const segments = card.segments.rows.flatMap((row) =>
    Object.entries(row.cells).map(([metric, cell]) => [
      metric,
      row.segment,
      period,
      ...measuredCells(cell.measured),
      cell.change.verdict,
      cell.change.difference ?? '',
    ]),
  )
  return writeCsv(header, [...tiles, ...segments])
}

export function ScorecardExport({ card }: { card: Scorecard }) {
  const save = () =>
    saveFile(
      `scorecard ${card.period.label}.csv`,
      new Blob([writeScorecardCsv(card)], { type: 'text/csv' }),
    )
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
