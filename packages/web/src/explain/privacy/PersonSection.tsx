import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { saveFile } from '../../ui/export-chart.ts'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { EraseDialog } from './EraseDialog.tsx'

/** Export and erasure of one customer, and which erasures were done. */
export function PersonSection() {
  const [customerId, setCustomerId] = useState('')
  const [erasing, setErasing] = useState(false)
  const exported = useCommand('privacy.export')
  const id = customerId.trim()
  const download = () =>
    exported.mutate(
      { customerId: id },
      {
        onSuccess: (held) =>
          saveFile(
            'customer.json',
            new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' }),
          ),
      },
    )
  return (
    <Section title="One person" note="owners only">
      <div className="section-body form">
        <TextField
          label="Customer"
          hint="The id as in the company’s files. It goes into no address and no log."
          value={customerId}
          autoComplete="off"
          onChange={(event) => setCustomerId(event.target.value)}
        />
        <FormError error={exported.error} />
        <div className="dialog-actions">
          <Button disabled={id === '' || exported.isPending} onClick={download}>
            Export all that is held
          </Button>
          <Button disabled={id === ''} onClick={() => setErasing(true)}>
            Erase …
          </Button>
        </div>
      </div>
      <Erasures />
      {erasing && <EraseDialog customerId={id} onClose={() => setErasing(false)} />}
    </Section>
  )
}

function Erasures() {
  const { writeDayOf } = useCompanyCalendar()
  const { data, error } = useQuestion('privacy.erasures', {})
  if (error) return <FormError error={error} />
  if (!data) return null
  if (data.erasures.length === 0)
    return <p className="quiet">Nobody has been erased. What was done stands here, never whose.</p>
  return (
    <DataTable
      caption="Erasures"
      rows={data.erasures}
      keyOf={({ at, reason }) => `${at} ${reason}`}
      columns={[
        { id: 'day', header: 'Erased on', cell: ({ at }) => writeDayOf(at) },
        { id: 'why', header: 'Why', cell: ({ reason }) => reason },
        {
          id: 'facts',
          header: 'Facts',
          align: 'right',
          fold: 'phone',
          cell: ({ facts }) => formatCount(facts),
        },
        {
          id: 'records',
          header: 'Records',
          align: 'right',
          fold: 'phone',
          cell: ({ records }) => formatCount(records),
        },
      ]}
    />
  )
}
