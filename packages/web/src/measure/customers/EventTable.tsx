import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { moneyText } from '../money-text.ts'
import type { CustomerData } from '../../api/contracts.ts'

type Event = CustomerData['events'][number]

const views: readonly { id: string; title: string; kinds: readonly Event['kind'][] | undefined }[] =
  [
    { id: 'all', title: 'All', kinds: undefined },
    { id: 'orders', title: 'Orders', kinds: ['order', 'return'] },
    { id: 'contacts', title: 'Contacts', kinds: ['contact'] },
    {
      id: 'subscriptions',
      title: 'Subscriptions',
      kinds: ['subscription start', 'subscription end'],
    },
  ]
const shownAtFirst = 25

/** What happened, newest first. */
export function EventTable({ data }: { data: CustomerData }) {
  const [view, setView] = useState('all')
  const [showsAll, setShowsAll] = useState(false)
  const kinds = views.find((each) => each.id === view)?.kinds
  const events = data.events.filter((event) => !kinds || kinds.includes(event.kind))
  const shown = showsAll ? events : events.slice(0, shownAtFirst)
  const used = views.filter(
    ({ kinds: own }) => !own || data.events.some((event) => own.includes(event.kind)),
  )
  return (
    <Section title="What happened" note={`${events.length}`}>
      <Tabs label="Kind" tabs={used} chosen={view} onChoose={setView}>
        <DataTable
          caption="Events, newest first"
          rows={shown.map((event, index) => ({ ...event, index }))}
          keyOf={(event) => String(event.index)}
          columns={[
            { id: 'day', header: 'Day', className: 'nowrap', cell: (event) => event.day },
            {
              id: 'what',
              header: 'What',
              cell: (event) => (
                <>
                  {event.title}
                  {event.detail !== '' && <span className="row-note">{event.detail}</span>}
                </>
              ),
            },
            {
              id: 'amount',
              header: 'Amount',
              align: 'right',
              cell: (event) =>
                event.amount === null ? '' : moneyText(event.amount, data.currency, 2),
            },
          ]}
          empty={<p className="quiet">Nothing of this kind happened.</p>}
        />
        {events.length > shown.length && (
          <p className="section-body">
            <Button onClick={() => setShowsAll(true)}>Show all {events.length}</Button>
          </p>
        )}
      </Tabs>
    </Section>
  )
}
