import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'

type Kpi = Answer<'kpis.list'>['kpis'][number]

/** Shares are asked in per cent, as people say them. */
function readGoal(text: string, kpi: Kpi): number {
  const value = Number(text.replace(',', '.').replace('−', '-'))
  return kpi.measure.unit === 'share' ? value / 100 : value
}

/** A KPI, a goal, a day and who answers for it. */
export function TargetDialog({ onClose }: { onClose: () => void }) {
  const kpis = useQuestion('kpis.list', {}).data?.kpis ?? []
  const units = useQuestion('units.list', {}).data?.units ?? []
  const save = useCommand('targets.save', ['targets.list', 'strategy.map'])
  const [draft, setDraft] = useState({
    name: '',
    kpiId: '',
    unitId: '',
    goal: '',
    deadline: '',
    accountable: '',
  })
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const kpi = kpis.find(({ id }) => id === draft.kpiId) ?? kpis[0]
  const complete = draft.name.trim() !== '' && draft.goal !== '' && draft.deadline !== ''
  const submit = () => {
    if (!kpi) return
    save.mutate(
      {
        name: draft.name,
        kpiId: kpi.id,
        unitId: draft.unitId === '' ? null : draft.unitId,
        goal: readGoal(draft.goal, kpi),
        direction: kpi.better === 'lower' ? 'down' : 'up',
        deadline: draft.deadline,
        accountable: [draft.accountable.trim() === '' ? kpi.accountable : draft.accountable],
      },
      { onSuccess: onClose },
    )
  }
  return (
    <Dialog title="Set a target" open onClose={onClose}>
      <TextField
        label="What is to be reached"
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <div className="field-row">
        <SelectMenu
          label="KPI"
          value={kpi?.id ?? ''}
          options={kpis.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(kpiId) => change({ kpiId })}
        />
        <SelectMenu
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
      {save.error && (
        <p className="form-error" role="alert">
          {save.error.message}
        </p>
      )}
      <div className="dialog-actions">
        <Button look="primary" disabled={!complete || save.isPending} onClick={submit}>
          Set it
        </Button>
      </div>
    </Dialog>
  )
}
