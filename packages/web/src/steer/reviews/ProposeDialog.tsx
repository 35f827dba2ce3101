import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { readList } from '../../ui/read-typed.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextArea } from '../../ui/TextArea.tsx'

type One = Answer<'reviews.one'>
type Decision = One['decisions'][number]

interface ProposeDialogProps {
  one: One
  /** The proposal that is changed; a new one without. */
  decision: Decision | undefined
  onClose: () => void
}

const turns = [
  { value: 'yes', label: 'Can be turned back' },
  { value: 'no', label: 'Cannot be turned back' },
] as const

function draftOf(decision: Decision | undefined, members: readonly string[]) {
  return {
    title: decision?.title ?? '',
    note: decision?.note ?? '',
    proposedBy: decision?.proposedBy ?? members[0] ?? '',
    unit: decision?.unit ?? '',
    options: decision?.options.join('\n') ?? '',
    cost: decision?.cost ?? '',
    turn: decision?.reversible === false ? ('no' as const) : ('yes' as const),
  }
}

/** A question that this review is to decide: by whom, for which unit, at what cost, between what. */
export function ProposeDialog({ one, decision, onClose }: ProposeDialogProps) {
  const { members } = one.series
  const units = useQuestion('units.list', {}).data?.units ?? []
  const propose = useCommand('reviews.propose', ['reviews.one', 'reviews.list'])
  const [draft, setDraft] = useState(() => draftOf(decision, members))
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const { turn, options, ...told } = draft
  const submit = () =>
    propose.mutate(
      {
        ...told,
        ...(decision && { decisionId: decision.id, expected: decision.version }),
        reviewId: one.review.id,
        options: readList(options, '\n'),
        reversible: turn === 'yes',
      },
      { onSuccess: onClose },
    )
  return (
    <Dialog title={decision ? 'Change a proposal' : 'Propose a decision'} open onClose={onClose}>
      <TextField
        label="What is to be decided"
        hint="As a question: “Move €120,000 from gifts to repair crews?”"
        value={draft.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextArea label="Why" value={draft.note} onChange={(note) => change({ note })} />
      <div className="field-row">
        <SelectField
          label="Proposed by"
          value={draft.proposedBy}
          options={[...new Set([draft.proposedBy, ...members])]
            .filter((role) => role !== '')
            .map((role) => ({ value: role, label: role }))}
          onChange={(proposedBy) => change({ proposedBy })}
        />
        <SelectField
          label="Unit"
          value={draft.unit}
          options={[
            { value: '', label: 'The whole company' },
            ...units.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(unit) => change({ unit })}
        />
      </div>
      <TextArea
        label="Options, one a line"
        rows={2}
        value={draft.options}
        onChange={(lines) => change({ options: lines })}
      />
      <div className="field-row">
        <TextField
          label="What it costs"
          value={draft.cost}
          onChange={(event) => change({ cost: event.target.value })}
        />
        <SelectField
          label="Once decided"
          value={draft.turn}
          options={turns}
          onChange={(value) => change({ turn: value })}
        />
      </div>
      <DialogEnd
        label={decision ? 'Save' : 'Propose it'}
        command={propose}
        disabled={draft.title.trim() === ''}
        onSubmit={submit}
      />
    </Dialog>
  )
}
