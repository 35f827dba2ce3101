import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer, Commands, InvitationPlan } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { readDraft, toDraft, type Draft } from './plan-draft.ts'

interface PlanDialogProps {
  /** Left out for a new plan. */
  plan?: InvitationPlan
  surveys: Answer<'invitations.plans'>['surveys']
  onClose: () => void
}

const kinds = [
  { value: 'always-on', label: 'Always on, spread evenly' },
  { value: 'scheduled', label: 'At the beginning of each turn' },
  { value: 'once', label: 'Once' },
  { value: 'event', label: 'After an event' },
] as const
const everies = [
  { value: 'month', label: 'each month' },
  { value: 'quarter', label: 'each quarter' },
  { value: 'year', label: 'each year' },
] as const
const events = [
  { value: 'interaction-closed', label: 'a contact was closed' },
  { value: 'order-delivered', label: 'an order' },
  { value: 'renewal', label: 'before a renewal' },
] as const
const states = [
  { value: 'off', label: 'off: only rehearsed' },
  { value: 'on', label: 'on' },
] as const

type Save = Commands['invitations.save']['input']

/** Who is asked which survey, when, and how many answers are wanted. */
export function PlanDialog({ plan, surveys, onClose }: PlanDialogProps) {
  const save = useCommand('invitations.save', [
    'invitations.plans',
    'invitations.plan',
    'budget.rehearse',
  ])
  const [draft, setDraft] = useState<Draft>(() => toDraft(plan, surveys[0]?.id ?? ''))
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const submit = () => {
    const input: Save = {
      ...(plan ? { id: plan.id, version: plan.version } : {}),
      plan: readDraft(draft, plan),
    }
    save.mutate(input, { onSuccess: onClose })
  }
  return (
    <Dialog title={plan ? 'Edit the plan' : 'New plan'} open onClose={onClose}>
      <TextField
        label="Name"
        value={draft.name}
        required
        onChange={(event) => change({ name: event.target.value })}
      />
      <div className="field-row">
        <SelectField
          label="Survey"
          value={draft.surveyId}
          options={surveys.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(surveyId) => change({ surveyId })}
        />
        <SelectField
          label="When"
          value={draft.kind}
          options={kinds}
          onChange={(kind) => change({ kind })}
        />
        <SelectField
          label="State"
          value={draft.state}
          options={states}
          onChange={(state) => change({ state })}
        />
      </div>
      <WhenFields draft={draft} change={change} />
      <WhomFields draft={draft} change={change} />
      <DialogEnd
        label="Save"
        command={save}
        disabled={draft.name.trim() === '' || draft.surveyId === ''}
        onSubmit={submit}
      >
        <Button onClick={onClose}>Cancel</Button>
      </DialogEnd>
    </Dialog>
  )
}

interface FieldsProps {
  draft: Draft
  change: (part: Partial<Draft>) => void
}

function WhenFields({ draft, change }: FieldsProps) {
  if (draft.kind === 'once') {
    return (
      <TextField
        label="From"
        type="date"
        value={draft.day}
        onChange={(event) => change({ day: event.target.value })}
      />
    )
  }
  if (draft.kind !== 'event') {
    return (
      <SelectField
        label="How often"
        value={draft.every}
        options={everies}
        onChange={(every) => change({ every })}
      />
    )
  }
  return (
    <div className="field-row">
      <SelectField
        label="Event"
        value={draft.event}
        options={events}
        onChange={(event) => change({ event })}
      />
      <TextField
        label={draft.event === 'renewal' ? 'Days before' : 'Days after'}
        inputMode="numeric"
        value={draft.days}
        onChange={(event) => change({ days: event.target.value })}
      />
      <TextField
        label="Share of events, %"
        inputMode="numeric"
        value={draft.share}
        onChange={(event) => change({ share: event.target.value })}
      />
      {draft.event === 'interaction-closed' && (
        <TextField
          label="Touchpoint"
          hint="Left empty: all"
          value={draft.touchpoint}
          onChange={(event) => change({ touchpoint: event.target.value })}
        />
      )}
    </div>
  )
}

function WhomFields({ draft, change }: FieldsProps) {
  const dimensions = useQuestion('measure.catalogue', {}).data?.dimensions ?? []
  const cuts = [
    { value: '', label: 'all customers together' },
    ...dimensions.map(({ name, label }) => ({ value: name, label: `each ${label.toLowerCase()}` })),
  ]
  const text =
    (name: 'where' | 'wanted' | 'priority' | 'mostPerDay' | 'reminders') =>
    (event: { target: { value: string } }) =>
      change({ [name]: event.target.value })
  return (
    <>
      <TextField
        label="Only customers with"
        hint="e.g. segment=Broadband, several with commas; left empty: all"
        value={draft.where}
        onChange={text('where')}
      />
      {draft.kind !== 'event' && (
        <div className="field-row">
          <TextField
            label="Answers wanted a turn"
            hint="Left empty: everybody is asked"
            inputMode="numeric"
            value={draft.wanted}
            onChange={text('wanted')}
          />
          <SelectField
            label="Answers wanted in"
            value={draft.cut}
            options={cuts}
            onChange={(cut) => change({ cut })}
          />
        </div>
      )}
      <div className="field-row">
        <TextField
          label="Priority, 1 to 9"
          inputMode="numeric"
          value={draft.priority}
          onChange={text('priority')}
        />
        <TextField
          label="At most a day"
          inputMode="numeric"
          value={draft.mostPerDay}
          onChange={text('mostPerDay')}
        />
        <TextField
          label="Remind after days"
          hint="e.g. 4, 10"
          value={draft.reminders}
          onChange={text('reminders')}
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.reserve}
          onChange={(event) => change({ reserve: event.target.checked })}
        />{' '}
        Keep the contact of those whose turn comes
      </label>
    </>
  )
}
