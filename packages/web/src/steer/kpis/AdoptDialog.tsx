import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { readList } from '../../ui/read-typed.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { wordsOf, writeWords } from './binding-words.ts'

type Entry = Answer<'kpis.library'>['entries'][number]

interface AdoptDialogProps {
  entry: Entry
  onClose: () => void
}

/** Makes an entry of the library a KPI of the company: its words, its customers, who answers for it. */
export function AdoptDialog({ entry, onClose }: AdoptDialogProps) {
  const units = useQuestion('units.list', {}).data?.units ?? []
  const save = useCommand('kpis.save', ['kpis.list', 'kpis.library', 'targets.list', 'goals.tree'])
  const [name, setName] = useState(entry.name)
  const [unitId, setUnitId] = useState('')
  const [words, setWords] = useState(() => wordsOf(entry.binding).join(', '))
  const [accountable, setAccountable] = useState('')
  const [lever, setLever] = useState('')
  const asksWords = wordsOf(entry.binding).length > 0
  const submit = () =>
    save.mutate(
      {
        name,
        libraryId: entry.id,
        binding: asksWords ? writeWords(entry.binding, readList(words)) : entry.binding,
        perspective: entry.perspective,
        better: entry.better,
        unitId: unitId === '' ? null : unitId,
        accountable: accountable.trim() === '' ? [] : [accountable],
        levers: lever.trim() === '' ? [] : [{ what: lever, decidedBy: accountable }],
      },
      { onSuccess: onClose },
    )
  return (
    <Dialog title={`Adopt “${entry.name}”`} open onClose={onClose}>
      <p className="question-notes">
        {entry.definition} {entry.formula}. Source: {entry.source}.
      </p>
      <TextField label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      {asksWords && (
        <TextField
          label="Words in our data that count"
          value={words}
          hint="With commas between them"
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      <div className="field-row">
        <SelectField
          label="For whom"
          value={unitId}
          options={[
            { value: '', label: 'All customers' },
            ...units.map((unit) => ({ value: unit.id, label: unit.name })),
          ]}
          onChange={setUnitId}
        />
      </div>
      <TextField
        label="The one role that answers for it"
        value={accountable}
        onChange={(event) => setAccountable(event.target.value)}
      />
      <TextField
        label="What this role can move it by"
        value={lever}
        hint="Left empty, the KPI is flagged: nobody holds a lever"
        onChange={(event) => setLever(event.target.value)}
      />
      <DialogEnd label="Adopt it" command={save} disabled={name.trim() === ''} onSubmit={submit} />
    </Dialog>
  )
}
