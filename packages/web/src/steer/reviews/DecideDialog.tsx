import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

type Decision = Answer<'reviews.one'>['decisions'][number]
type Outcome = Decision['outcome']

const outcomes: { value: Outcome; label: string }[] = [
  { value: 'decided', label: 'Decided' },
  { value: 'deferred', label: 'Deferred' },
  { value: 'rejected', label: 'Rejected' },
]

interface DecideDialogProps {
  decision: Decision
  roles: readonly string[]
  onClose: () => void
}

/** Outcome, reason and the one role that answers for it; the state of the KPI is noted with it. */
export function DecideDialog({ decision, roles, onClose }: DecideDialogProps) {
  const [outcome, setOutcome] = useState<Outcome>(
    decision.outcome === 'open' ? 'decided' : decision.outcome,
  )
  const [reason, setReason] = useState(decision.reason)
  const [accountable, setAccountable] = useState(decision.accountable || (roles[0] ?? ''))
  const decide = useCommand('reviews.decide', ['reviews.one', 'reviews.list'])
  const submit = () =>
    decide.mutate(
      {
        decisionId: decision.id,
        outcome,
        reason,
        accountable: outcome === 'decided' ? accountable : '',
        expected: decision.version,
      },
      { onSuccess: onClose },
    )
  return (
    <Dialog title={decision.title} open onClose={onClose}>
      {decision.options.length > 0 && (
        <p className="hint">Options: {decision.options.join('; ')}.</p>
      )}
      <SelectField label="Outcome" value={outcome} options={outcomes} onChange={setOutcome} />
      <label className="field">
        <span>Reason</span>
        <textarea
          className="input"
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <span className="hint">It stays in the minutes, with the state of the KPI now.</span>
      </label>
      {outcome === 'decided' && (
        <SelectField
          label="Who answers for it"
          value={accountable}
          options={roles.map((role) => ({ value: role, label: role }))}
          onChange={setAccountable}
        />
      )}
      <DialogEnd
        label="Note the decision"
        command={decide}
        disabled={reason.trim() === ''}
        onSubmit={submit}
      />
    </Dialog>
  )
}
