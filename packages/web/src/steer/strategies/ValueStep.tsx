import { TextArea } from '../../ui/TextArea.tsx'
import type { StepProps } from './GoalStep.tsx'
import { BusinessCase } from './BusinessCase.tsx'

/** Step five: what it means for customers and for staff, and the initiatives that carry it. */
export function ValueStep({ draft, onChange, strategyId }: StepProps & { strategyId?: string }) {
  const { audiences } = draft
  return (
    <>
      <TextArea
        label="What it means for customers: their benefit"
        value={audiences.customers}
        onChange={(customers) => onChange({ audiences: { ...audiences, customers } })}
      />
      <TextArea
        label="What it means for staff: what is expected of them"
        value={audiences.staff}
        onChange={(staff) => onChange({ audiences: { ...audiences, staff } })}
      />
      {strategyId !== undefined && <BusinessCase strategyId={strategyId} />}
    </>
  )
}
