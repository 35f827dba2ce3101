import { TextField } from '../../access/TextField.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { InitiativeDraft } from './initiative-draft.ts'

export interface DraftFieldsProps {
  draft: InitiativeDraft
  onChange: (part: Partial<InitiativeDraft>) => void
}

interface PlanFieldsProps extends DraftFieldsProps {
  isChange: boolean
  /** Its measures are approved: the plan changes by a correction only. */
  isFixed: boolean
}

/** When it runs, what a month of it brings and costs, and its actions. */
export function PlanFields({ draft, onChange, isChange, isFixed }: PlanFieldsProps) {
  return (
    <>
      <div className="field-row">
        <TextField
          label="First day"
          type="date"
          disabled={isFixed}
          value={draft.from}
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <TextField
          label="Last day"
          type="date"
          disabled={isFixed}
          value={draft.to}
          onChange={(event) => onChange({ to: event.target.value })}
        />
      </div>
      {isFixed ? (
        <p className="hint">
          Its measures are approved, so plan and days stay as they are. Decide a correction to
          change them.
        </p>
      ) : (
        <>
          {!isChange && <MonthFields draft={draft} onChange={onChange} />}
          <StreamFields draft={draft} onChange={onChange} />
        </>
      )}
      <TextArea
        label="Actions, one a line"
        hint="“2026-12-04 Open it to all”, with “, done 2026-12-01” once it is"
        value={draft.milestones}
        onChange={(milestones) => onChange({ milestones })}
      />
    </>
  )
}

function MonthFields({ draft, onChange }: DraftFieldsProps) {
  return (
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
  )
}

/** Months that are not alike, to be edited or pasted from a sheet. */
function StreamFields({ draft, onChange }: DraftFieldsProps) {
  return (
    <div className="field-row">
      <TextArea
        label="Benefits by month"
        hint="Month, at least, most likely, at most: 2026-07 1500 2500 3250"
        value={draft.benefitLines}
        onChange={(benefitLines) => onChange({ benefitLines })}
      />
      <TextArea
        label="Costs by month"
        hint="Where there are lines, they count"
        value={draft.costLines}
        onChange={(costLines) => onChange({ costLines })}
      />
    </div>
  )
}
