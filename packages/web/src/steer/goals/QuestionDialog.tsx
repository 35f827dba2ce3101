import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

type Question = Answer<'goals.tree'>['goals'][number]['questions'][number]
type PanelChoice = 'none' | 'nps' | 'csat' | 'ces'

const panels: readonly { value: PanelChoice; label: string }[] = [
  { value: 'none', label: 'No computed panel' },
  { value: 'nps', label: 'What goes with recommendation' },
  { value: 'csat', label: 'What goes with satisfaction' },
  { value: 'ces', label: 'What goes with ease' },
]

/** The three groups of goal-question-metric. */
const groups: readonly { value: Question['group']; label: string }[] = [
  { value: 'object', label: 'What it is that we look at' },
  { value: 'attributes', label: 'How it stands with what matters' },
  { value: 'evaluate', label: 'How good that is' },
]

interface QuestionDialogProps {
  goal: { id: string; name: string }
  question?: Question | undefined
  onClose: () => void
}

/** A question of a goal, and what answers it: KPIs, a computed panel, or both. */
export function QuestionDialog({ goal, question, onClose }: QuestionDialogProps) {
  const kpis = useQuestion('kpis.list', {}).data?.kpis
  const save = useCommand('questions.save', ['goals.tree', 'targets.list', 'targets.one'])
  const [text, setText] = useState(question?.text ?? '')
  const [kpiIds, setKpiIds] = useState<readonly string[]>(question?.kpiIds ?? [])
  const [group, setGroup] = useState<Question['group']>(question?.group ?? 'evaluate')
  const before = question?.panel
  const [panel, setPanel] = useState<PanelChoice>(
    before?.kind === 'drivers' ? before.outcome : 'none',
  )
  const where = before?.kind === 'drivers' ? before.where : []
  const submit = () =>
    save.mutate(
      {
        ...(question && { id: question.id, expected: question.version }),
        group,
        goalId: goal.id,
        text,
        kpiIds: [...kpiIds],
        panel: panel === 'none' ? { kind: 'none' } : { kind: 'drivers', outcome: panel, where },
      },
      { onSuccess: onClose },
    )
  return (
    <Dialog
      title={question ? 'Change the question' : `Ask a question of “${goal.name}”`}
      open
      onClose={onClose}
    >
      <TextField label="Question" value={text} onChange={(event) => setText(event.target.value)} />
      <SelectField label="It asks" value={group} options={groups} onChange={setGroup} />
      <ChoiceList
        label="KPIs that answer it"
        options={kpis?.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={kpiIds}
        onChange={setKpiIds}
        empty="No KPI is adopted yet; the library has them."
      />
      <SelectField
        label="Computed panel that answers it"
        value={panel}
        options={panels}
        onChange={setPanel}
      />
      <DialogEnd
        label={question ? 'Save' : 'Ask it'}
        command={save}
        disabled={text.trim() === ''}
        onSubmit={submit}
      />
    </Dialog>
  )
}
