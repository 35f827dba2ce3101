import { writeDays } from '@fealty/core'
import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import type { Commands } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { moneyText } from '../../measure/money-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { RuleFields } from './RuleFields.tsx'
import type { RuleDraft } from './rule-text.ts'

interface RuleDialogProps {
  draft: RuleDraft
  onClose: () => void
}

/** A rule: which answers, how fast, whose; and what it would have opened. */
export function RuleDialog({ draft, onClose }: RuleDialogProps) {
  const [rule, setRule] = useState(draft)
  const save = useCommand('case-rules.save', ['case-rules.list'])
  const trial = useCommand('case-rules.try')
  const { id, version, ...body } = rule
  const submit = () =>
    save.mutate(
      { ...body, ...(id === undefined ? {} : { id, expected: version ?? 0 }) },
      { onSuccess: onClose },
    )
  const error = save.error ?? trial.error
  return (
    <Dialog title={id === undefined ? 'New rule' : 'Change the rule'} open onClose={onClose}>
      <RuleFields rule={rule} onChange={(part) => setRule({ ...rule, ...part })} />
      <FormError error={error} />
      {trial.data && <TrialText trial={trial.data} />}
      <div className="dialog-actions">
        <Button
          disabled={trial.isPending}
          onClick={() => trial.mutate({ rule: { ...body, name: body.name || 'Trial' } })}
        >
          Try it on the last quarter
        </Button>
        <Button look="primary" disabled={save.isPending} onClick={submit}>
          Save
        </Button>
      </div>
    </Dialog>
  )
}

type Trial = Commands['case-rules.try']['output']

function TrialText({ trial }: { trial: Trial }) {
  const { cases, customers, from, to, answers, yearlyRevenue, currency } = trial
  const units = trial.byUnit.map(({ unit, cases: count }) => `${unit} ${formatCount(count)}`)
  return (
    <p className="note" role="status">
      It would have opened {formatCount(cases)} cases of {formatCount(customers)} customers, who
      bring {moneyText(yearlyRevenue, currency)} a year, from {formatCount(answers)} answers of{' '}
      {writeDays(from, to)}. {units.join(', ')}
      {units.length > 0 && '.'}
    </p>
  )
}
