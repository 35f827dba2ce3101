import { domainOf } from '@fealty/charts'
import type { Measured } from '@fealty/core'
import { columnFormatOf } from '../../measure/metric-format.ts'
import { stripWidth } from '../../measure/Strip.tsx'
import { stripColumn } from '../../measure/strip-column.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { useWidth } from '../../ui/use-width.ts'

export interface ScoreRow {
  name: string
  note: string
  measured: Measured
}

interface ScoreRowsProps {
  caption: string
  rows: readonly ScoreRow[]
  unit: 'points' | 'share'
  /** What n counts. */
  counted: string
}

/** Ways to count one score, on one axis. */
export function ScoreRows(props: ScoreRowsProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  return (
    <div ref={box}>
      {width > 0 && (
        <DataTable
          caption={props.caption}
          columns={columnsOf(props, width)}
          rows={props.rows}
          keyOf={({ name }) => name}
        />
      )}
    </div>
  )
}

function columnsOf(
  { rows, unit, counted }: ScoreRowsProps,
  tableWidth: number,
): Column<ScoreRow>[] {
  const column = rows.map(({ measured }) => measured)
  const format = columnFormatOf({ unit }, '', column)
  const domain = domainOf(column)
  const width = stripWidth(tableWidth)
  return [
    {
      id: 'name',
      header: 'Score',
      cell: (row) => (
        <>
          <span className="row-title">{row.name}</span>
          <span className="row-note">{row.note}</span>
        </>
      ),
    },
    {
      id: 'value',
      header: 'Value',
      align: 'right',
      cell: (row) => <MeasuredText measured={row.measured} format={format} counted={counted} />,
    },
    stripColumn({ domain, format, width }, (row) => ({
      title: row.name,
      row: { now: row.measured },
    })),
    {
      id: 'range',
      header: 'Range',
      fold: 'narrow',
      cell: (row) => <RangeText measured={row.measured} format={format} counted={counted} />,
    },
  ]
}
