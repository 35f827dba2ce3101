import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Initiative } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

type Choice = 'continue' | 'change-plan' | 'stop'
type Plan = Initiative['plans'][number]['plan']

const choices: readonly { value: Choice; label: string }[] = [
  { value: 'continue', label: 'Go on as planned' },
  { value: 'change-plan', label: 'Change the plan' },
  { value: 'stop', label: 'Stop it' },
]

/** A decision with its reason; the first plan stays visible whatever is chosen. */
export function CorrectionDialog({ one, onClose }: { one: Initiative; onClose: () => void }) {
  const stale = ['initiatives.one', 'initiatives.list', 'initiatives.ledger'] as const
  const correct = useCommand('initiatives.correct', stale)
  const [choice, setChoice] = useState<Choice>('continue')
  const [reason, setReason] = useState('')
  const [percent, setPercent] = useState('80')
  const factor = Number(percent) / 100
  const isPercent = Number.isFinite(factor) && factor > 0
  const submit = () =>
    correct.mutate(
      {
        initiativeId: one.id,
        choice,
        reason,
        ...(choice === 'change-plan' ? { plan: scaleFrom(one, factor) } : {}),
      },
      { onSuccess: onClose },
    )
  return (
    <Dialog title="Decide a correction" open onClose={onClose}>
      <SelectField label="Decision" value={choice} options={choices} onChange={setChoice} />
      {choice === 'change-plan' && (
        <TextField
          label="Benefits still to come, in % of the plan"
          hint="Months that are over stay as they were; the first plan stays visible"
          type="number"
          value={percent}
          onChange={(event) => setPercent(event.target.value)}
        />
      )}
      <TextField
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        required
      />
      <DialogEnd
        label="Decide"
        command={correct}
        disabled={reason.trim() === '' || !isPercent}
        onSubmit={submit}
      />
    </Dialog>
  )
}

/** The plan that holds with its remaining benefits scaled. */
function scaleFrom({ plans, asOf }: Initiative, factor: number): Plan {
  const { plan } = plans.at(-1)!
  return {
    ...plan,
    benefits: plan.benefits.map((amount) =>
      amount.month <= asOf.slice(0, 7)
        ? amount
        : {
            month: amount.month,
            low: factor * amount.low,
            likely: factor * amount.likely,
            high: factor * amount.high,
          },
    ),
  }
}
