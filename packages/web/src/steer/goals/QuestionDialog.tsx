import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'

type PanelChoice = 'none' | 'nps' | 'csat' | 'ces'

const panels: readonly { value: PanelChoice; label: string }[] = [
  { value: 'none', label: 'No computed panel' },
  { value: 'nps', label: 'What goes with recommendation' },
  { value: 'csat', label: 'What goes with satisfaction' },
  { value: 'ces', label: 'What goes with ease' },
]

interface QuestionDialogProps {
  goal: { id: string; name: string }
  onClose: () => void
}

/** A question of a goal, and what answers it: a KPI, a computed panel, or both. */
export function QuestionDialog({ goal, onClose }: QuestionDialogProps) {
  const kpis = useQuestion('kpis.list', {}).data?.kpis ?? []
  const save = useCommand('questions.save', ['goals.tree', 'targets.list'])
  const [text, setText] = useState('')
  const [kpiId, setKpiId] = useState('')
  const [panel, setPanel] = useState<PanelChoice>('none')
  const submit = () =>
    save.mutate(
      {
        goalId: goal.id,
        text,
        kpiIds: kpiId === '' ? [] : [kpiId],
        panel: panel === 'none' ? { kind: 'none' } : { kind: 'drivers', outcome: panel },
      },
      { onSuccess: onClose },
    )
  return (
    <Dialog title={`Ask a question of “${goal.name}”`} open onClose={onClose}>
      <TextField label="Question" value={text} onChange={(event) => setText(event.target.value)} />
      <div className="field-row">
        <SelectMenu
          label="KPI that answers it"
          value={kpiId}
          options={[
            { value: '', label: 'No KPI yet' },
            ...kpis.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setKpiId}
        />
        <SelectMenu
          label="Computed panel that answers it"
          value={panel}
          options={panels}
          onChange={setPanel}
        />
      </div>
      {save.error && (
        <p className="form-error" role="alert">
          {save.error.message}
        </p>
      )}
      <div className="dialog-actions">
        <Button look="primary" disabled={text.trim() === '' || save.isPending} onClick={submit}>
          Ask it
        </Button>
      </div>
    </Dialog>
  )
}
