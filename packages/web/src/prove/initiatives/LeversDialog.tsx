import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextArea } from '../../ui/TextArea.tsx'

type Lever = Answer<'levers.list'>['levers'][number]

const empty = { name: '', question: '', fit: '' }

/** The catalogue of levers: a working set of seven that the company puts in its own words, and adds to. */
export function LeversDialog({ onClose }: { onClose: () => void }) {
  const levers = useQuestion('levers.list', {}).data?.levers ?? []
  const [leverId, setLeverId] = useState('')
  const lever = levers.find(({ id }) => id === leverId)
  return (
    <Dialog title="Levers" open onClose={onClose}>
      <p className="hint">
        A working set to start from. Which lever fits hangs on the place in the value chain, the
        industry and the segment: put them in your own words.
      </p>
      <SelectField
        label="Lever"
        value={leverId}
        options={[
          { value: '', label: 'A new one' },
          ...levers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={setLeverId}
      />
      <LeverFields
        key={`${leverId} ${lever?.version ?? 0}`}
        lever={lever}
        known={levers}
        onSaved={() => setLeverId('')}
      />
    </Dialog>
  )
}

interface LeverFieldsProps {
  lever: Lever | undefined
  known: readonly Lever[]
  onSaved: () => void
}

function LeverFields({ lever, known, onSaved }: LeverFieldsProps) {
  const save = useCommand('levers.save', ['levers.list', 'initiatives.list', 'initiatives.one'])
  const [draft, setDraft] = useState(() => ({ ...empty, ...lever }))
  const { name, question, fit } = draft
  const isTaken = known.some(
    (other) => other.id !== lever?.id && other.name.toLowerCase() === name.trim().toLowerCase(),
  )
  const submit = () => {
    const key = lever?.id ?? name.trim().toLowerCase().replace(/\W+/gu, '-').slice(0, 64)
    save.mutate(
      { lever: key, name, question, fit, expected: lever?.version ?? 0 },
      { onSuccess: onSaved },
    )
  }
  return (
    <>
      <TextField
        label="Name"
        value={name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <TextField
        label="The question that it asks"
        value={question}
        onChange={(event) => setDraft({ ...draft, question: event.target.value })}
      />
      <TextArea
        label="Where it fits, and where not"
        value={fit}
        onChange={(text) => setDraft({ ...draft, fit: text })}
      />
      <DialogEnd
        label={lever ? 'Save' : 'Add it'}
        command={save}
        disabled={name.trim() === '' || isTaken}
        onSubmit={submit}
      />
    </>
  )
}
