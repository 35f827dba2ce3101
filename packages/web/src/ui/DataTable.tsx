import type { ReactNode } from 'react'
import { useOverflow } from './use-overflow.ts'

export interface Column<Row> {
  id: string
  header: ReactNode
  /** Read aloud when the header is a drawing. */
  label?: string
  align?: 'left' | 'right'
  /** Folded away first on `wide` screens, last on a `phone`; without it the column always stays. */
  fold?: 'wide' | 'middle' | 'narrow' | 'phone'
  className?: string
  cell: (row: Row) => ReactNode
  sort?: { direction: 'up' | 'down' | undefined; onSort: () => void }
}

interface DataTableProps<Row> {
  /** What the table holds; read aloud. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  ruled?: boolean
  /** In place of rows when there are none. */
  empty?: ReactNode
}

function classOf<Row>(column: Column<Row>): string | undefined {
  const names = [
    column.align === 'right' ? 'num' : '',
    column.fold ? `fold-${column.fold}` : '',
    column.className ?? '',
  ].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const direction = column.sort?.direction
  const spoken = direction === 'up' ? 'ascending' : 'descending'
  return (
    <th scope="col" className={classOf(column)} aria-sort={direction ? spoken : undefined}>
      {column.label !== undefined && <span className="visually-hidden">{column.label}</span>}
      {column.sort ? (
        <button type="button" className="sortable" onClick={column.sort.onSort}>
          {column.header}
          <span aria-hidden="true">
            {direction === 'up' ? ' ↑' : direction === 'down' ? ' ↓' : ''}
          </span>
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}

/** The frame a table moves in when a phone is too narrow for it; the keyboard can then move it too. */
function TableFrame({ caption, children }: { caption: string; children: ReactNode }) {
  const [frame, overflows] = useOverflow<HTMLDivElement>()
  const moves = overflows && { tabIndex: 0, role: 'group', 'aria-label': caption }
  return (
    <div className="table-wrap" ref={frame} {...moves}>
      {children}
    </div>
  )
}

/** A real table: the first column names the row, the head stays, columns fold by importance. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  ruled,
  empty,
}: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    <TableFrame caption={caption}>
      <table className={ruled === true ? 'table table--ruled' : 'table'}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row" className={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
