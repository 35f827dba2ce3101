import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

type StrategyData = Answer<'strategy.map'>

const signs = [
  { value: 'more', label: 'lifts it' },
  { value: 'less', label: 'lowers it' },
] as const

const lags = Array.from({ length: 13 }, (_, months) => ({
  value: String(months),
  label: months === 0 ? 'at once' : months === 1 ? '1 month later' : `${months} months later`,
}))

interface ArrowDialogProps {
  objectives: StrategyData['objectives']
  arrow?: StrategyData['hypotheses'][number] | undefined
  onClose: () => void
}

/** What should move what, which way and how much later; the data then support or refute it. */
export function ArrowDialog({ objectives, arrow, onClose }: ArrowDialogProps) {
  const save = useCommand('strategy.save-hypothesis', ['strategy.map'])
  const [fromId, setFromId] = useState(arrow?.fromId ?? objectives[0]?.id ?? '')
  const [toId, setToId] = useState(arrow?.toId ?? objectives[1]?.id ?? '')
  const [sign, setSign] = useState(arrow?.sign ?? 'more')
  const [lag, setLag] = useState(String(arrow?.lag ?? 0))
  const [because, setBecause] = useState(arrow?.because ?? '')
  const options = objectives.map(({ id, name }) => ({ value: id, label: name }))
  const known = arrow && { id: arrow.id, expected: arrow.version }
  return (
    <Dialog title={arrow ? 'Change the arrow' : 'Draw an arrow'} open onClose={onClose}>
      <SelectField label="More of" value={fromId} options={options} onChange={setFromId} />
      <div className="field-row">
        <SelectField label="Does what" value={sign} options={signs} onChange={setSign} />
        <SelectField label="How soon" value={lag} options={lags} onChange={setLag} />
      </div>
      <SelectField label="To" value={toId} options={options} onChange={setToId} />
      <TextField
        label="Why it is believed"
        hint="May be left empty"
        value={because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <DialogEnd
        label={arrow ? 'Save' : 'Draw it'}
        command={save}
        disabled={fromId === toId}
        onSubmit={() =>
          save.mutate(
            { ...known, fromId, toId, sign, lag: Number(lag), because },
            { onSuccess: onClose },
          )
        }
      />
    </Dialog>
  )
}
