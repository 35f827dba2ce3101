import { formatCount, formatPercent } from '@fealty/charts'
import { Section } from '../../ui/Section.tsx'
import { migrationClass } from '../ramp-class.ts'
import type { ValueData } from '../../api/contracts.ts'

/** Where customers of each band went within a year: blue for up, orange-brown for down. */
export function MigrationMatrix({ data }: { data: ValueData }) {
  const { bands, cells, from, to } = data.migration
  const count = new Map(cells.map((cell) => [`${cell.before}\n${cell.now}`, cell.customers]))
  const at = (before: string, now: string) => count.get(`${before}\n${now}`) ?? 0
  const totalOf = (before: string) => bands.reduce((sum, now) => sum + at(before, now), 0)
  if (cells.length === 0) return null
  return (
    <Section title="Who moved" note={`${from} to ${to}`}>
      <div
        className="scroll-x"
        role="region"
        aria-label="Migration between value bands"
        tabIndex={0}
      >
        <table className="table matrix">
          <caption className="visually-hidden">
            Customers by band a year before, in rows, and now, in columns
          </caption>
          <thead>
            <tr>
              <th scope="col">from \ to</th>
              {bands.map((band, place) => (
                <th key={band} scope="col" className="num">
                  <span className="fold-narrow">{band}</span>
                  <span className="only-narrow" aria-label={band}>
                    {place + 1}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bands.map((before, row) => (
              <tr key={before}>
                <th scope="row">
                  <span className="only-narrow" aria-hidden="true">
                    {row + 1}{' '}
                  </span>
                  {before}
                </th>
                {bands.map((now, column) => {
                  const customers = at(before, now)
                  const share = totalOf(before) === 0 ? 0 : customers / totalOf(before)
                  return (
                    <td
                      key={now}
                      className={`cell ${customers === 0 ? 'muted' : migrationClass(row - column, share)}`}
                      title={`${before} to ${now}: ${formatCount(customers)} customers, ${formatPercent(share, { decimals: 1 })} of ${before}`}
                    >
                      {customers === 0 ? '0' : formatCount(customers)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
