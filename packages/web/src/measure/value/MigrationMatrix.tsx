import { formatCount, formatPercent } from '@fealty/charts'
import { Section } from '../../ui/Section.tsx'
import { migrationClass } from '../ramp-class.ts'
import type { ValueData } from '../../api/contracts.ts'

/** Who was not there before has moved neither up nor down. */
const newcomers = 'new'

/** Steps up, or down as a negative; the bands stand from the best to the worst. */
function moveOf(before: string, now: string, bands: readonly string[]): number {
  return before === newcomers ? 0 : bands.indexOf(before) - bands.indexOf(now)
}

/** Where customers of each band went within a year: blue for up, orange-brown for down. */
export function MigrationMatrix({ data }: { data: ValueData }) {
  const { bands, cells, from, to } = data.migration
  const count = new Map(cells.map((cell) => [`${cell.before}\n${cell.now}`, cell.customers]))
  const at = (before: string, now: string) => count.get(`${before}\n${now}`) ?? 0
  const totalOf = (before: string) => bands.reduce((sum, now) => sum + at(before, now), 0)
  if (cells.length === 0) return null
  const reached = bands.filter((now) => bands.some((before) => at(before, now) > 0))
  const left = bands.filter((before) => totalOf(before) > 0)
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
              {reached.map((band) => (
                <th key={band} scope="col" className="num">
                  <span className="fold-narrow">{band}</span>
                  <span className="only-narrow" aria-label={band}>
                    {bands.indexOf(band) + 1}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {left.map((before) => (
              <tr key={before}>
                <th scope="row">
                  <span className="only-narrow" aria-hidden="true">
                    {bands.indexOf(before) + 1}{' '}
                  </span>
                  {before}
                </th>
                {reached.map((now) => {
                  const customers = at(before, now)
                  const share = totalOf(before) === 0 ? 0 : customers / totalOf(before)
                  return (
                    <td
                      key={now}
                      className={`cell ${customers === 0 ? 'muted' : migrationClass(moveOf(before, now, bands), share)}`}
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
