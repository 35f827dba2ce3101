import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { scaleToCome, type CorrectionDraft } from './correction-draft.ts'

interface NewPlanFieldsProps {
  draft: CorrectionDraft
  /** The last day with facts: months up to it are over. */
  asOf: string
  onChange: (part: Partial<CorrectionDraft>) => void
}

/** The plan that is to hold: its days, what each month brings and costs, and the rate. */
export function NewPlanFields({ draft, asOf, onChange }: NewPlanFieldsProps) {
  const field = (name: 'from' | 'to' | 'discountRate') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
  return (
    <>
      <div className="field-row">
        <TextField label="First day" type="date" {...field('from')} />
        <TextField label="Last day" type="date" {...field('to')} />
        <TextField label="Discount, % a year" inputMode="decimal" {...field('discountRate')} />
      </div>
      <div className="field-row">
        <TextArea
          label="Benefits by month"
          hint="Month, at least, most likely, at most: 2026-07 1500 2500 3250"
          rows={8}
          value={draft.benefitLines}
          onChange={(benefitLines) => onChange({ benefitLines })}
        />
        <TextArea
          label="Costs by month"
          hint="The first plan stays visible beside this one"
          rows={8}
          value={draft.costLines}
          onChange={(costLines) => onChange({ costLines })}
        />
      </div>
      <ScaleField draft={draft} asOf={asOf} onChange={onChange} />
    </>
  )
}

/** A short way: what is still to come, all at once. */
function ScaleField({ draft, asOf, onChange }: NewPlanFieldsProps) {
  const [percent, setPercent] = useState('80')
  const scaled = scaleToCome(draft.benefitLines, percent, asOf)
  return (
    <div className="scale-field">
      <TextField
        label="Benefits to come, in %"
        inputMode="decimal"
        value={percent}
        onChange={(event) => setPercent(event.target.value)}
      />
      <Button
        disabled={scaled === null}
        onClick={() => scaled !== null && onChange({ benefitLines: scaled })}
      >
        Scale them
      </Button>
    </div>
  )
}
