import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { useCommand } from '../../api/use-command.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { buildKpi, draftOf, isRebound, type KpiSource } from './kpi-draft.ts'
import { MeasureFields } from './MeasureFields.tsx'

const stale = [
  'kpis.list',
  'kpis.library',
  'kpis.history',
  'targets.list',
  'targets.one',
  'goals.tree',
  'strategy.map',
] as const

interface KpiDialogProps {
  source: KpiSource
  onClose: () => void
}

/** Adopts an entry of the library, or changes a KPI: its words, its measure, its customers, whose it is. */
export function KpiDialog({ source, onClose }: KpiDialogProps) {
  const save = useCommand('kpis.save', stale)
  const [draft, setDraft] = useState(() => draftOf(source))
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const built = buildKpi(draft, source)
  const isNew = 'entry' in source
  return (
    <Dialog
      title={isNew ? `Adopt “${source.entry.name}”` : `Change “${source.kpi.name}”`}
      open
      onClose={onClose}
    >
      {isNew && (
        <p className="question-notes">
          {source.entry.definition} Formula: {source.entry.formula}. Source: {source.entry.source}.
        </p>
      )}
      <TextField
        label="Name"
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <MeasureFields source={source} draft={draft} onChange={change} />
      <TextField
        label="The one role that answers for it"
        value={draft.accountable}
        onChange={(event) => change({ accountable: event.target.value })}
      />
      <TextArea
        label="What this role can move it by"
        hint="One a line. “Prices: Head of Products” where another role decides. Left empty, the KPI is flagged: nobody holds a lever"
        value={draft.levers}
        onChange={(levers) => change({ levers })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.northStar}
          onChange={(event) => change({ northStar: event.target.checked })}
        />{' '}
        The North Star: the one KPI that everybody looks at first. There is one; it heads every
        review
      </label>
      {isRebound(draft, source) && (
        <TextField
          label="Reason"
          hint="Numbers before and after will not be of the same thing; the earlier version stays visible"
          value={draft.reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
      )}
      <DialogEnd
        label={isNew ? 'Adopt it' : 'Save'}
        command={save}
        disabled={built === null}
        onSubmit={() => built && save.mutate(built, { onSuccess: onClose })}
      />
    </Dialog>
  )
}
