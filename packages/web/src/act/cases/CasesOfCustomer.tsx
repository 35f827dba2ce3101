import { useState } from 'react'
import { useSession } from '../../app/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { Section } from '../../ui/Section.tsx'
import { CaseRows } from './CaseRows.tsx'
import { staleAfterCase } from './CaseFormFields.tsx'

/** What is being done for one customer, and the way to open a case by hand. */
export function CasesOfCustomer({ customerId }: { customerId: string }) {
  const cases = useQuestion('cases.list', { customer: customerId }).data
  const role = useSession()?.signedIn?.role
  const [opening, setOpening] = useState(false)
  return (
    <Section
      title="Cases"
      note={cases && cases.total > 0 ? `${cases.total}` : 'none open'}
      tools={
        role !== 'viewer' && (
          <Button small onClick={() => setOpening(true)}>
            Open a case
          </Button>
        )
      }
    >
      {cases && cases.rows.length > 0 && <CaseRows cases={cases} />}
      {opening && <OpenDialog customerId={customerId} onClose={() => setOpening(false)} />}
    </Section>
  )
}

function OpenDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const [note, setNote] = useState('')
  const open = useCommand('cases.open', staleAfterCase)
  return (
    <Dialog title="Open a case" open onClose={onClose}>
      <label className="field">
        <span>What it is about</span>
        <textarea
          className="input"
          rows={4}
          maxLength={4_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <span className="hint">The owner of the customer’s unit calls within one working day.</span>
      </label>
      <DialogEnd
        label="Open the case"
        command={open}
        disabled={note.trim() === ''}
        onSubmit={() => open.mutate({ customerId, note }, { onSuccess: onClose })}
      />
    </Dialog>
  )
}
