import { TextField } from '../../access/TextField.tsx'
import type { InitiativeDraft } from './initiative-draft.ts'

export interface DraftFieldsProps {
  draft: InitiativeDraft
  onChange: (part: Partial<InitiativeDraft>) => void
}

/** When it runs, and what a month of it brings and costs. */
export function PlanFields({ draft, onChange }: DraftFieldsProps) {
  return (
    <>
      <div className="field-row">
        <TextField
          label="First day"
          type="date"
          value={draft.from}
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <TextField
          label="Last day"
          type="date"
          value={draft.to}
          onChange={(event) => onChange({ to: event.target.value })}
        />
      </div>
      <div className="field-row">
        <TextField
          label="Benefit a month"
          inputMode="decimal"
          value={draft.benefit}
          onChange={(event) => onChange({ benefit: event.target.value })}
        />
        <TextField
          label="Give or take, in %"
          inputMode="decimal"
          value={draft.spread}
          onChange={(event) => onChange({ spread: event.target.value })}
        />
        <TextField
          label="Cost a month"
          inputMode="decimal"
          value={draft.cost}
          onChange={(event) => onChange({ cost: event.target.value })}
        />
      </div>
    </>
  )
}
