import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { QuarantineEntry } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { Section } from '../../ui/Section.tsx'

const reasonNames: Readonly<Record<QuarantineEntry['reasons'][number], string>> = {
  scores: 'several scores within ten seconds',
  honeypot: 'a link that nobody sees',
  head: 'a request without a page',
  early: 'opened right after it was sent',
}
const stateNames: Readonly<Record<QuarantineEntry['state'], string>> = {
  clicks: 'no answer was made',
  aside: 'answer set aside',
  answered: 'a person answered later',
  released: 'let in',
  'put-back': 'set aside by hand',
}

/** What looked like a machine: why, what became of it, and the way back. */
export function QuarantineSection() {
  const { data } = useQuestion('listen.quarantine', {})
  const { writeMoment } = useCompanyCalendar()
  const [decided, setDecided] = useState<QuarantineEntry>()
  const entries = data?.entries ?? []
  return (
    <Section
      title="Clicks that are no answers"
      note={`${entries.length} links in 30 days; none counts`}
    >
      <DataTable
        caption="Links that a machine seems to have opened"
        rows={entries.slice(0, 50)}
        keyOf={(entry) => `${entry.surveyId} ${entry.first} ${entry.responseId ?? ''}`}
        columns={[
          {
            id: 'when',
            header: 'First seen',
            cell: ({ first }) => writeMoment(first),
          },
          {
            id: 'why',
            header: 'Why',
            cell: ({ reasons }) => reasons.map((reason) => reasonNames[reason]).join(', '),
          },
          { id: 'state', header: 'What became of it', cell: ({ state }) => stateNames[state] },
          {
            id: 'act',
            header: <span className="visually-hidden">Decision</span>,
            align: 'right',
            cell: (entry) =>
              entry.responseId === null || entry.state === 'answered' ? null : (
                <Button small onClick={() => setDecided(entry)}>
                  {entry.state === 'released' ? 'Put back' : 'Let in'}
                </Button>
              ),
          },
        ]}
        empty={<p className="quiet">Nothing looked like a machine in the last 30 days.</p>}
      />
      {decided && <DecisionDialog entry={decided} onClose={() => setDecided(undefined)} />}
    </Section>
  )
}

function DecisionDialog({ entry, onClose }: { entry: QuarantineEntry; onClose: () => void }) {
  const release = useCommand('listen.release', ['listen.quarantine'])
  const putBack = useCommand('listen.put-back', ['listen.quarantine'])
  const [reason, setReason] = useState('')
  const command = entry.state === 'released' ? putBack : release
  const title = entry.state === 'released' ? 'Set the answer aside again' : 'Let the answer in'
  return (
    <Dialog title={title} open onClose={onClose}>
      <TextField
        label="Why"
        hint="It stands with your name beside the answer."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <DialogEnd
        label={title}
        command={command}
        disabled={reason.trim() === ''}
        onSubmit={() =>
          command.mutate({ responseId: entry.responseId ?? '', reason }, { onSuccess: onClose })
        }
      />
    </Dialog>
  )
}
