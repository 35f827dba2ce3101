import type { Domain, IntervalRow, ValueFormat } from '@fealty/charts'
import type { Column } from '../ui/DataTable.tsx'
import { Strip, StripAxis } from './Strip.tsx'

/** What all strips of a column share. */
interface StripScale {
  domain: Domain
  format: ValueFormat
  width: number
}

/** The column of intervals in a table: the axis in its head, and a strip for each row that has a value. */
export function stripColumn<Row>(
  scale: StripScale,
  stripOf: (row: Row) => { title: string; row: IntervalRow } | undefined,
  changes: Partial<Pick<Column<Row>, 'id' | 'label' | 'fold'>> = {},
): Column<Row> {
  return {
    id: 'strip',
    header: <StripAxis {...scale} />,
    label: 'Interval',
    className: 'strip',
    ...changes,
    cell: (row) => {
      const strip = stripOf(row)
      return strip && <Strip {...strip} {...scale} />
    },
  }
}
