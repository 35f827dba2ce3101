import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Initiative } from '../../api/contracts.ts'
import { useSession } from '../../app/session.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { CostDialog } from './CostDialog.tsx'
import { writeMoney } from './initiative-text.ts'

/** What was spent; nothing may be before the metrics are approved. */
export function CostsSection({ one }: { one: Initiative }) {
  const [booking, setBooking] = useState(false)
  const role = useSession()?.signedIn?.role
  const mayBook = role === 'owner' || role === 'analyst' || role === 'manager'
  const note = `${writeMoney(one.costToDate, one.currency)} spent, ${writeMoney(one.plannedCostToDate, one.currency)} planned by now`
  return (
    <Section
      title="Costs"
      note={note}
      tools={
        mayBook &&
        one.metricsApproved && (
          <Button small onClick={() => setBooking(true)}>
            Book a cost
          </Button>
        )
      }
    >
      <DataTable
        caption="Cost bookings"
        rows={one.costs}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'what',
            header: 'For',
            cell: ({ what }) => <span className="row-title">{what}</span>,
          },
          { id: 'day', header: 'Day', cell: ({ day }) => writeDay(day, true) },
          {
            id: 'amount',
            header: 'Amount',
            align: 'right',
            cell: ({ amount }) => writeMoney(amount, one.currency),
          },
        ]}
        empty={
          <p className="quiet">
            {one.metricsApproved
              ? 'Nothing was spent yet.'
              : 'Nothing may be spent before its metrics are approved.'}
          </p>
        }
      />
      {booking && <CostDialog initiative={one} onClose={() => setBooking(false)} />}
    </Section>
  )
}
