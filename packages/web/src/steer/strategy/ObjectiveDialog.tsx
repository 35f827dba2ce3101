import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

type StrategyData = Answer<'strategy.map'>
type Objective = StrategyData['objectives'][number]

interface ObjectiveDialogProps {
  perspectives: StrategyData['perspectives']
  objective?: Objective | undefined
  onClose: () => void
}

/** What is wanted under a perspective, and the KPIs that show it. */
export function ObjectiveDialog({ perspectives, objective, onClose }: ObjectiveDialogProps) {
  const kpis = useQuestion('kpis.list', {}).data?.kpis
  const save = useCommand('strategy.save-objective', ['strategy.map', 'targets.list'])
  const [name, setName] = useState(objective?.name ?? '')
  const [perspective, setPerspective] = useState(objective?.perspective ?? 'customer')
  const [kpiIds, setKpiIds] = useState<readonly string[]>(objective?.kpiIds ?? [])
  const known = objective && {
    id: objective.id,
    unitId: objective.unitId,
    initiativeIds: objective.initiativeIds,
    expected: objective.version,
  }
  return (
    <Dialog
      title={objective ? `Change “${objective.name}”` : 'Set an objective'}
      open
      onClose={onClose}
    >
      <TextField
        label="Objective"
        hint="In a few words: it stands in a box of the map"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label="Perspective"
        value={perspective}
        options={perspectives.map((one) => ({ value: one.id, label: one.name }))}
        onChange={setPerspective}
      />
      <ChoiceList
        label="KPIs that show it"
        options={kpis?.map((kpi) => ({ value: kpi.id, label: kpi.name }))}
        chosen={kpiIds}
        onChange={setKpiIds}
        empty="No KPI is adopted yet; the library has them."
      />
      <DialogEnd
        label={objective ? 'Save' : 'Set it'}
        command={save}
        disabled={name.trim() === ''}
        onSubmit={() =>
          save.mutate({ ...known, name, perspective, kpiIds: [...kpiIds] }, { onSuccess: onClose })
        }
      />
    </Dialog>
  )
}
