import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'

interface ValueDialogProps {
  kpi: { id: string; name: string; measure: { unit: string } }
  onClose: () => void
}

/** A value by hand: for which day, why it is believed, and until when it may be shown. */
export function ValueDialog({ kpi, onClose }: ValueDialogProps) {
  const save = useCommand('kpis.enter-value', ['kpis.list', 'targets.list'])
  const [draft, setDraft] = useState({ value: '', day: '', reason: '', expires: '' })
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const isShare = kpi.measure.unit === 'share'
  const value = Number(draft.value.replace(',', '.'))
  const complete =
    draft.value !== '' &&
    Number.isFinite(value) &&
    Object.values(draft).every((text) => text !== '')
  return (
    <Dialog title={`Enter a value of “${kpi.name}”`} open onClose={onClose}>
      <TextField
        label={isShare ? 'Value, in per cent' : 'Value'}
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
        label="Enter it"
        command={save}
        disabled={!complete}
        onSubmit={() =>
          save.mutate(
            {
              kpiId: kpi.id,
              value: isShare ? value / 100 : value,
              day: draft.day,
              reason: draft.reason,
              expires: draft.expires,
            },
            { onSuccess: onClose },
          )
        }
      />
    </Dialog>
  )
}
