import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { ContactPolicy } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { readList } from '../../ui/read-typed.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'

interface BudgetDialogProps {
  policy: ContactPolicy
  version: number
  onClose: () => void
}

const scopes = [
  { value: 'person', label: 'with a customer' },
  { value: 'account', label: 'with an account' },
  { value: 'workspace', label: 'with all together' },
] as const
const consents = [
  { value: 'unless-stopped', label: 'everybody who has not stopped' },
  { value: 'required', label: 'only who has agreed' },
] as const
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Changes the contact budget. */
export function BudgetDialog({ policy, version, onClose }: BudgetDialogProps) {
  const save = useCommand('budget.save', ['budget.get', 'budget.rehearse'])
  const [draft, setDraft] = useState(policy)
  const change = (part: Partial<ContactPolicy>) => setDraft({ ...draft, ...part })
  const hour = (name: 'from' | 'until') => (event: { target: { value: string } }) =>
    change({ hours: { ...draft.hours, [name]: event.target.value } })
  const toggle = (day: number) =>
    change({
      weekdays: draft.weekdays.includes(day)
        ? draft.weekdays.filter((one) => one !== day)
        : [...draft.weekdays, day].sort(),
    })
  return (
    <Dialog title="Contact budget" open onClose={onClose}>
      <RuleFields rules={draft.rules} onChange={(rules) => change({ rules })} />
      <div className="field-row">
        <TextField label="From" type="time" value={draft.hours.from} onChange={hour('from')} />
        <TextField label="Until" type="time" value={draft.hours.until} onChange={hour('until')} />
      </div>
      <fieldset className="condition">
        <legend>Weekdays</legend>
        {days.map((name, index) => (
          <label className="check" key={name}>
            <input
              type="checkbox"
              checked={draft.weekdays.includes(index + 1)}
              onChange={() => toggle(index + 1)}
            />{' '}
            {name}
          </label>
        ))}
      </fieldset>
      <TextField
        label="Holidays"
        hint="Days as 2026-12-25, with commas between them"
        defaultValue={policy.holidays.join(', ')}
        onChange={(event) => change({ holidays: readList(event.target.value) })}
      />
      <SelectField
        label="Consent: who may be asked"
        value={draft.consent}
        options={consents}
        onChange={(consent) => change({ consent })}
      />
      <DialogEnd
        label="Save"
        command={save}
        disabled={draft.weekdays.length === 0}
        onSubmit={() => save.mutate({ version, policy: draft }, { onSuccess: onClose })}
      >
        <Button onClick={onClose}>Cancel</Button>
      </DialogEnd>
    </Dialog>
  )
}

type Rules = ContactPolicy['rules']

function RuleFields({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  const change = (at: number, part: Partial<Rules[number]>) =>
    onChange(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)))
  const number = (at: number, name: 'most' | 'days') => (event: { target: { value: string } }) =>
    change(at, { [name]: Number(event.target.value) })
  return (
    <>
      {rules.map((rule, at) => (
        <fieldset className="condition" key={at}>
          <legend className="visually-hidden">Rule {at + 1}</legend>
          <span>At most</span>
          <input
            className="input input--small input--number"
            type="number"
            min={1}
            aria-label="Contacts"
            value={rule.most}
            onChange={number(at, 'most')}
          />
          <SelectMenu
            label="With whom"
            value={rule.scope}
            options={scopes}
            onChange={(scope) => change(at, { scope })}
          />
          <span>in</span>
          <input
            className="input input--small input--number"
            type="number"
            min={1}
            aria-label="Days"
            value={rule.days}
            onChange={number(at, 'days')}
          />
          <span>days</span>
          <Button
            small
            look="plain"
            aria-label={`Remove rule ${at + 1}`}
            onClick={() => onChange(rules.filter((_, index) => index !== at))}
          >
            ✕
          </Button>
        </fieldset>
      ))}
      <p>
        <Button
          small
          onClick={() =>
            onChange([...rules, { scope: 'person', most: 1, days: 90, reminders: false }])
          }
        >
          Another rule
        </Button>
      </p>
    </>
  )
}
