import { Link } from '@tanstack/react-router'
import { useQuestion } from '../../api/use-question.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import type { StepProps } from './GoalStep.tsx'

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
      {strategyId !== undefined && <CarriedBy strategyId={strategyId} />}
    </>
  )
}

function CarriedBy({ strategyId }: { strategyId: string }) {
  const all = useQuestion('initiatives.list', {}).data?.initiatives ?? []
  const carrying = all.filter((one) => one.strategyId === strategyId)
  return (
    <p className="muted">
      {carrying.length === 0
        ? 'No initiative carries it yet. '
        : `Carried by ${carrying.map(({ name }) => name).join(', ')}. `}
      <Link to="/initiatives">Initiatives</Link> capture its value; one of technology needs this
      strategy approved first.
    </p>
  )
}
