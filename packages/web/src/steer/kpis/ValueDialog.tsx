import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { readNumber } from '../../ui/read-typed.ts'

interface ValueDialogProps {
  kpi: { id: string; name: string; measure: { unit: string } }
  /** The value that is changed; a new one without. */
  value?: Answer<'kpis.history'>['values'][number]
  onClose: () => void
}

const stale = ['kpis.list', 'kpis.history', 'targets.list', 'targets.one'] as const

/** A value by hand: for which day, why it is believed, and until when it may be shown. */
export function ValueDialog({ kpi, value: known, onClose }: ValueDialogProps) {
  const enter = useCommand('kpis.enter-value', stale)
  const correct = useCommand('kpis.change-value', stale)
  const scale = kpi.measure.unit === 'share' ? 100 : 1
  const [draft, setDraft] = useState({
    value: known ? String(Number((scale * known.value).toPrecision(12))) : '',
    day: known?.day ?? '',
    reason: known?.reason ?? '',
    expires: known?.expires ?? '',
  })
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const number = readNumber(draft.value)
  const isComplete = number !== null && Object.values(draft).every((text) => text.trim() !== '')
  const submit = () => {
    if (number === null) return
    const { day, reason, expires } = draft
    const told = { value: number / scale, day, reason, expires }
    const done = { onSuccess: onClose }
    if (known === undefined) {
      enter.mutate({ ...told, kpiId: kpi.id }, done)
      return
    }
    const kept = known.n === null ? {} : { n: known.n }
    correct.mutate({ ...told, ...kept, id: known.id, expected: known.version }, done)
  }
  return (
    <Dialog title={`${known ? 'Change' : 'Enter'} a value of “${kpi.name}”`} open onClose={onClose}>
      <TextField
        label={scale === 100 ? 'Value, in per cent' : 'Value'}
        inputMode="decimal"
        value={draft.value}
        hint="It is shown as entered by hand, and is never on track"
        onChange={(event) => change({ value: event.target.value })}
      />
      <TextField
        label="For the period that holds this day"
        type="date"
        value={draft.day}
        onChange={(event) => change({ day: event.target.value })}
      />
      <TextField
        label="Where it comes from"
        value={draft.reason}
        onChange={(event) => change({ reason: event.target.value })}
      />
      <TextField
        label="Shown until"
        type="date"
        value={draft.expires}
        onChange={(event) => change({ expires: event.target.value })}
      />
      <DialogEnd
        label={known ? 'Save' : 'Enter it'}
        command={known ? correct : enter}
        disabled={!isComplete}
        onSubmit={submit}
      />
    </Dialog>
  )
}
