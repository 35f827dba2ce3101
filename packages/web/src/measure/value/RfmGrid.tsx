import { formatCount } from '@fealty/charts'
import { Section } from '../../ui/Section.tsx'
import { moneyText } from '../money-text.ts'
import { rampClass } from '../ramp-class.ts'
import type { ValueData } from '../../api/contracts.ts'

/** How recently against how often, in fifths; each cell how many customers and what they spent. */
export function RfmGrid({ data }: { data: ValueData }) {
  const { rfm, workspace } = data
  if (rfm.length === 0) return null
  const most = Math.max(...rfm.map((cell) => cell.customers))
  const recencies = [...new Set(rfm.map((cell) => cell.recency))].sort((a, b) => b - a)
  const frequencies = [...new Set(rfm.map((cell) => cell.frequency))].sort((a, b) => a - b)
  const find = (recency: number, frequency: number) =>
    rfm.find((cell) => cell.recency === recency && cell.frequency === frequency)
  return (
    <Section title="How recently, how often" note="customers, fifths of each">
      <div className="scroll-x" role="region" aria-label="Recency and frequency" tabIndex={0}>
        <table className="table matrix">
          <caption className="visually-hidden">
            Customers by fifth of recency, 5 is the most recent, and fifth of frequency, 5 is the
            most often
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="fold-narrow">recency \ frequency</span>
                <span className="only-narrow" aria-label="recency, frequency">
                  R \ F
                </span>
              </th>
              {frequencies.map((frequency) => (
                <th key={frequency} scope="col" className="num">
                  {frequency}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {recencies.map((recency) => (
              <tr key={recency}>
                <th scope="row">{recency}</th>
                {frequencies.map((frequency) => {
                  const cell = find(recency, frequency)
                  if (!cell)
                    return (
                      <td key={frequency} className="cell muted">
                        0
                      </td>
                    )
                  return (
                    <td
                      key={frequency}
                      className={`cell ${rampClass(Math.sqrt(cell.customers / most))}`}
                      title={`${formatCount(cell.customers)} customers, ${moneyText(cell.revenue, workspace.currency)}`}
                    >
                      {formatCount(cell.customers)}
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
