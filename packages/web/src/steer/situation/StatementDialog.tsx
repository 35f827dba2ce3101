import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { CitationFields } from './CitationFields.tsx'
import { emptyDraft, isComplete, toDraft, toStatement } from './draft.ts'
import { KindFields } from './KindFields.tsx'
import { LinkFields } from './LinkFields.tsx'
import { kindWords, optionsOf, type Listed } from './words.ts'

interface StatementDialogProps {
  /** The statement to change; a new one when it is left out. */
  listed?: Listed
  onClose: () => void
}

const stale = ['situation.read'] as const

/** Writes a statement, or changes or removes one. A change by another in between is told. */
export function StatementDialog({ listed, onClose }: StatementDialogProps) {
  const save = useCommand('situation.save', stale)
  const remove = useCommand('situation.remove', stale)
  const [draft, setDraft] = useState(listed ? toDraft(listed) : emptyDraft)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const place = listed && { id: listed.id, expected: listed.version }
  const problem = save.error ?? remove.error
  return (
    <Dialog title={listed ? 'Change a statement' : 'Write a statement'} open onClose={onClose}>
      {!listed && (
        <div className="field-row">
          <SelectField
            label="Kind"
            value={draft.kind}
            options={optionsOf(kindWords)}
            onChange={(kind) => change({ kind })}
          />
        </div>
      )}
      <KindFields draft={draft} change={change} />
      <label className="field">
        <span>{draft.kind === 'system' ? 'What it is used for' : 'Statement'}</span>
        <textarea
          className="input"
          rows={3}
          maxLength={1_000}
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
      <TextField
        label="The role that keeps it true"
        value={draft.owner}
        maxLength={120}
        onChange={(event) => change({ owner: event.target.value })}
      />
      <CitationFields draft={draft} change={change} />
      <LinkFields draft={draft} change={change} />
      <TextField
        label="Look at it again after so many months"
        type="number"
        min={1}
        max={36}
        value={draft.reviewMonths}
        onChange={(event) => change({ reviewMonths: event.target.value })}
      />
      <DialogEnd
        label="Save"
        command={{ error: problem, isPending: save.isPending }}
        disabled={!isComplete(draft)}
        onSubmit={() =>
          save.mutate({ ...place, statement: toStatement(draft) }, { onSuccess: onClose })
        }
      >
        {place && (
          <Button
            look="danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate(place, { onSuccess: onClose })}
          >
            Remove it
          </Button>
        )}
      </DialogEnd>
    </Dialog>
  )
}
