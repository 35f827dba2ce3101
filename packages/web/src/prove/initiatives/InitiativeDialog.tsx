import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { ClaimFields } from './ClaimFields.tsx'
import { buildInitiative, emptyInitiative, type InitiativeDraft } from './initiative-draft.ts'
import { PlanFields } from './PlanFields.tsx'

const stale = [
  'initiatives.list',
  'initiatives.ledger',
  'targets.list',
  'targets.one',
  'strategy.map',
] as const

/** What is done, by which lever, for which target, judged by which measures, at which plan. */
export function InitiativeDialog({ onClose }: { onClose: () => void }) {
  const levers = useQuestion('levers.list', {}).data?.levers ?? []
  const units = useQuestion('units.list', {}).data?.units ?? []
  const targets = useQuestion('targets.list', {}).data?.targets ?? []
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const save = useCommand('initiatives.save', stale)
  const [draft, setDraft] = useState(emptyInitiative)
  const change = (part: Partial<InitiativeDraft>) => setDraft({ ...draft, ...part })
  const leverId = draft.leverId === '' ? (levers[0]?.id ?? '') : draft.leverId
  const lever = levers.find(({ id }) => id === leverId)
  const built = buildInitiative({ ...draft, leverId })
  return (
    <Dialog title="Write an initiative down" open onClose={onClose}>
      <TextField
        label="What is done"
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label="Aim"
        hint="May be left empty"
        value={draft.aim}
        onChange={(event) => change({ aim: event.target.value })}
      />
      <div className="field-row">
        <SelectField
          label="Lever"
          value={leverId}
          options={levers.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => change({ leverId: id })}
        />
        <SelectField
          label="For whom"
          value={draft.unitId}
          options={[
            { value: '', label: 'All customers' },
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(unitId) => change({ unitId })}
        />
      </div>
      {lever && lever.question !== '' && <p className="hint">{lever.question}</p>}
      <div className="field-row">
        <TextField
          label="The role that does it"
          value={draft.owner}
          onChange={(event) => change({ owner: event.target.value })}
        />
        <TextField
          label="The one that answers for it"
          value={draft.accountable}
          onChange={(event) => change({ accountable: event.target.value })}
        />
      </div>
      <ChoiceList
        label="Targets that it carries"
        options={targets.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={draft.targetIds}
        onChange={(targetIds) => change({ targetIds })}
        empty="No target is set yet."
      />
      <ChoiceList
        label="Measures by which it is judged"
        options={metrics
          .filter(({ available }) => available)
          .map(({ id, title }) => ({ value: id, label: title }))}
        chosen={draft.metrics}
        onChange={(chosen) => change({ metrics: chosen })}
      />
      <PlanFields draft={draft} onChange={change} />
      <ClaimFields draft={draft} onChange={change} />
      <DialogEnd
        label="Write it down"
        command={save}
        disabled={built === null}
        onSubmit={() => built && save.mutate(built, { onSuccess: onClose })}
      />
    </Dialog>
  )
}
