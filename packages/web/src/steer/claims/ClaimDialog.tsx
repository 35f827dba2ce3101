import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Claim } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { ClaimCheck } from './ClaimCheck.tsx'
import { buildClaim, draftOf, type ClaimDraft } from './claim-draft.ts'
import { changes, gradeOptions, origins, statuses } from './claim-words.ts'

interface ClaimDialogProps {
  /** The claim that is changed; a new one without. */
  claim?: Claim
  onClose: () => void
}

interface PartProps {
  draft: ClaimDraft
  onChange: (part: Partial<ClaimDraft>) => void
}

/** A claim with what it must say: of what, from where, over which days, and what shows it. */
export function ClaimDialog({ claim, onClose }: ClaimDialogProps) {
  const save = useCommand('claims.save', ['claims.list'])
  const [draft, setDraft] = useState(() => draftOf(claim))
  const change = (part: Partial<ClaimDraft>) => setDraft({ ...draft, ...part })
  const built = buildClaim(draft, claim)
  return (
    <Dialog title={claim ? 'Change a claim' : 'Enter a claim'} open onClose={onClose}>
      <TextArea label="As it was said" value={draft.text} onChange={(text) => change({ text })} />
      <ClaimCheck text={draft.text} />
      <div className="field-row">
        <TextField
          label="Who says it"
          value={draft.source}
          onChange={(event) => change({ source: event.target.value })}
        />
        <SelectField
          label="Whose claim"
          value={draft.origin}
          options={origins}
          onChange={(origin) => change({ origin })}
        />
      </div>
      <MeasureFields draft={draft} onChange={change} />
      <EvidenceFields draft={draft} onChange={change} />
      <DialogEnd
        label={claim ? 'Save' : 'Enter it'}
        command={save}
        disabled={built === null}
        onSubmit={() => built && save.mutate(built, { onSuccess: onClose })}
      />
    </Dialog>
  )
}

function MeasureFields({ draft, onChange }: PartProps) {
  const metrics = useQuestion('measure.catalogue', {}).data?.metrics ?? []
  const metricOptions: { value: string; label: string }[] = [
    { value: '', label: 'None of ours' },
    ...metrics.map(({ id, title }) => ({ value: id, label: title })),
  ]
  return (
    <>
      <div className="field-row">
        <SelectField
          label="The change is"
          value={draft.change}
          options={changes}
          onChange={(kind) => onChange({ change: kind })}
        />
        <SelectField
          label="Measure it is about"
          value={draft.metric ?? ''}
          options={metricOptions}
          onChange={(id) => onChange({ metric: metrics.find((one) => one.id === id)?.id ?? null })}
        />
      </div>
      <TextField
        label="Baseline"
        hint="Of what, and from which level: “retention, 81.2 % in FY25”"
        value={draft.baseline}
        onChange={(event) => onChange({ baseline: event.target.value })}
      />
      <div className="field-row">
        <TextField
          label="Window, first day"
          type="date"
          value={draft.from}
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <TextField
          label="Window, last day"
          type="date"
          value={draft.to}
          onChange={(event) => onChange({ to: event.target.value })}
        />
      </div>
    </>
  )
}

function EvidenceFields({ draft, onChange }: PartProps) {
  return (
    <>
      <div className="field-row">
        <SelectField
          label="State"
          value={draft.status}
          options={statuses}
          onChange={(status) => onChange({ status })}
        />
        <SelectField
          label="Grade of evidence"
          value={draft.grade}
          options={gradeOptions}
          onChange={(grade) => onChange({ grade })}
        />
      </div>
      <TextField
        label="Own measurement that tested it"
        hint="Needed for any state but hypothesis, and for any grade but D"
        value={draft.evidence}
        onChange={(event) => onChange({ evidence: event.target.value })}
      />
    </>
  )
}
