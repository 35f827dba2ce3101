import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { buildTarget, draftOf, isReplanned, type TargetDraft } from './target-draft.ts'

interface TargetDialogProps {
  target?: Answer<'targets.list'>['targets'][number]
  onClose: () => void
}

/** A KPI, a goal, a day, who answers for it, and the initiatives that carry it. */
export function TargetDialog({ target, onClose }: TargetDialogProps) {
  const kpis = useQuestion('kpis.list', {}).data?.kpis ?? []
  const units = useQuestion('units.list', {}).data?.units ?? []
  const initiatives = useQuestion('initiatives.list', {}).data?.initiatives
  const save = useCommand('targets.save', ['targets.list', 'targets.one', 'strategy.map'])
  const [draft, setDraft] = useState(() => draftOf(target))
  const change = (part: Partial<TargetDraft>) => setDraft({ ...draft, ...part })
  const kpi = kpis.find(({ id }) => id === draft.kpiId) ?? kpis[0]
  const built = buildTarget(draft, kpi, target)
  return (
    <Dialog title={target ? `Change “${target.name}”` : 'Set a target'} open onClose={onClose}>
      <TextField
        label="What is to be reached"
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <div className="field-row">
        <SelectField
          label="KPI"
          value={kpi?.id ?? ''}
          options={kpis.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(kpiId) => change({ kpiId })}
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
      <TextField
        label={kpi?.measure.unit === 'share' ? 'Goal, in per cent' : 'Goal'}
        inputMode="decimal"
        value={draft.goal}
        onChange={(event) => change({ goal: event.target.value })}
        hint={kpi?.better === 'lower' ? 'Met at this value or below' : 'Met at this value or above'}
      />
      <TextField
        label="Deadline"
        type="date"
        value={draft.deadline}
        onChange={(event) => change({ deadline: event.target.value })}
      />
      <TextField
        label="The one role that answers for it"
        value={draft.accountable}
        placeholder={kpi?.accountable}
        onChange={(event) => change({ accountable: event.target.value })}
      />
      <ChoiceList
        label="Initiatives that carry it"
        options={initiatives?.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={draft.initiativeIds}
        onChange={(initiativeIds) => change({ initiativeIds })}
        empty="No initiative is written down yet."
      />
      {draft.initiativeIds.length > 0 && (
        <TextField
          label="Customers they are yet to reach by then, in per cent"
          inputMode="decimal"
          value={draft.reachToCome}
          hint="Their proven effects count for these; whom they reached is in the numbers already"
          onChange={(event) => change({ reachToCome: event.target.value })}
        />
      )}
      {isReplanned(draft, target) && (
        <TextField
          label="Why the plan is changed"
          value={draft.reason}
          hint="It stays with the plan that was"
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
      <DialogEnd
        label={target ? 'Save' : 'Set it'}
        command={save}
        disabled={built === null}
        onSubmit={() => built && save.mutate(built, { onSuccess: onClose })}
      />
    </Dialog>
  )
}
