import type { ChartTable } from '@fealty/charts'

/** The same figures as a table, for a reader, a spreadsheet, and whoever wants the numbers. */
export function ChartTwin({ table }: { table: ChartTable }) {
  return (
    <div className="chart-twin" role="region" aria-label={table.caption} tabIndex={0}>
      <table className="table table--ruled">
        <caption className="visually-hidden">{table.caption}</caption>
        <thead>
          <tr>
            {table.header.map((name, index) => (
              <th key={name} scope="col" className={index === 0 ? undefined : 'num'}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={index} className="num">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
