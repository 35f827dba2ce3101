import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import type { Allocation } from '../../api/contracts.ts'
import { amountText } from './allocation-text.ts'

/** What spend is made of, and which kinds of cost the plan counts. */
export function CostKinds({ data: { kinds, currency } }: { data: Allocation }) {
  return (
    <Section title="What counts as spend" note="kinds of booked cost in these days">
      <DataTable
        caption="Kinds of cost"
        rows={kinds}
        keyOf={({ kind }) => kind}
        columns={[
          { id: 'kind', header: 'Kind', cell: ({ kind }) => kind },
          {
            id: 'amount',
            header: 'Booked',
            align: 'right',
            cell: ({ amount }) => amountText(amount, currency),
          },
          {
            id: 'counts',
            header: 'Counts',
            align: 'right',
            cell: ({ counts }) => (counts ? '✓ yes' : <span className="muted">no</span>),
          },
        ]}
        empty={
          <p className="quiet">
            No cost is booked in these days. Import costs, or contacts with their cost.
          </p>
        }
      />
    </Section>
  )
}
