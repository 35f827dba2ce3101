import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

type One = Answer<'reviews.one'>
export type Action = One['actions'][number]

interface ActionDialogProps {
  one: One
  action?: Action | undefined
  onClose: () => void
}

const stale = ['reviews.one', 'reviews.list'] as const
const nothing = { value: '', label: 'None' }

/** What is promised, which role does it, for which unit and until when. */
export function ActionDialog({ one, action, onClose }: ActionDialogProps) {
  const { review, series, pack, decisions } = one
  const save = useCommand('reviews.promise', stale)
  const [what, setWhat] = useState(action?.what ?? '')
  const [owner, setOwner] = useState(action?.owner ?? series.members[0] ?? '')
  const [unit, setUnit] = useState(action?.unit ?? '')
  const [due, setDue] = useState(action?.due ?? '')
  const [decisionId, setDecisionId] = useState(action?.decisionId ?? '')
  const named = pack?.units.map(({ name }) => name) ?? []
  const units =
    action && action.unit !== '' && !named.includes(action.unit) ? [...named, action.unit] : named
  const submit = () =>
    save.mutate(
      {
        reviewId: action?.reviewId ?? review.id,
        ...(action && { actionId: action.id, expected: action.version }),
        ...{ what, owner, unit, due },
        doneOn: action?.doneOn ?? null,
        decisionId: decisionId === '' ? null : decisionId,
        initiativeId: action?.initiativeId ?? null,
        effect: action?.effect ?? '',
      },
      { onSuccess: onClose },
    )
  const taken = decisions.filter(({ id, outcome }) => outcome === 'decided' || id === decisionId)
  return (
    <Dialog title={action ? 'Change the action' : 'Promise an action'} open onClose={onClose}>
      <TextField
        label="What is done"
        value={what}
        onChange={({ target }) => setWhat(target.value)}
      />
      <TextField
        label="The role that does it"
        value={owner}
        list="roles-of-series"
        onChange={({ target }) => setOwner(target.value)}
      />
      <datalist id="roles-of-series">
        {series.members.map((role) => (
          <option key={role} value={role} />
        ))}
      </datalist>
      <div className="field-row">
        <SelectField
          label="For which unit"
          value={unit}
          options={[
            { value: '', label: 'The whole company' },
            ...units.map((name) => ({ value: name, label: name })),
          ]}
          onChange={setUnit}
        />
        <TextField
          label="Until"
          type="date"
          value={due}
          onChange={({ target }) => setDue(target.value)}
        />
      </div>
      {taken.length > 0 && (
        <SelectField
          label="Of which decision"
          value={decisionId}
          options={[nothing, ...taken.map(({ id, title }) => ({ value: id, label: title }))]}
          onChange={setDecisionId}
        />
      )}
      <DialogEnd
        label={action ? 'Save' : 'Promise it'}
        command={save}
        disabled={what.trim() === '' || owner.trim() === '' || due === ''}
        onSubmit={submit}
      />
    </Dialog>
  )
}

/** That an action is done, on which day, and what was seen of it. */
export function DoneDialog({ action, onClose }: { action: Action; onClose: () => void }) {
  const finish = useCommand('reviews.finish', stale)
  const { today } = useCompanyCalendar()
  const [doneOn, setDoneOn] = useState(today)
  const [effect, setEffect] = useState(action.effect)
  return (
    <Dialog title={`Done: ${action.what}`} open onClose={onClose}>
      <TextField
        label="Done on"
        type="date"
        value={doneOn}
        onChange={({ target }) => setDoneOn(target.value)}
      />
      <TextField
        label="What was seen of it"
        value={effect}
        hint="May be left empty. A benefit is proven by an experiment, not here."
        onChange={({ target }) => setEffect(target.value)}
      />
      <DialogEnd
        label="Note that it is done"
        command={finish}
        disabled={doneOn === ''}
        onSubmit={() =>
          finish.mutate({ actionId: action.id, doneOn, effect }, { onSuccess: onClose })
        }
      />
    </Dialog>
  )
}
