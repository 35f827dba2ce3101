import { Link } from '@tanstack/react-router'
import type { Initiative } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { GradeMark } from '../../prove/GradeMark.tsx'
import { writeMoney } from '../../prove/initiatives/initiative-text.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { sumCase } from './sum-case.ts'

/** The business case of a strategy: what the initiatives that carry it promise, and what they have proven. */
export function BusinessCase({ strategyId }: { strategyId: string }) {
  const all = useQuestion('initiatives.list', {}).data?.initiatives ?? []
  const carrying = all.filter((one) => one.strategyId === strategyId)
  const { planned, due, proven, cost } = sumCase(carrying)
  const currency = carrying[0]?.currency ?? 'EUR'
  const money = (amount: number) => writeMoney(amount, currency)
  return (
    <div className="stack-tight">
      <DataTable
        caption="Business case: the initiatives that carry this strategy"
        rows={carrying}
        keyOf={({ id }) => id}
        columns={columns}
        empty={<p className="muted">No initiative carries it yet, so it has no business case.</p>}
      />
      {carrying.length > 0 && (
        <p className="hint">
          Together {money(planned)} of benefit and {money(cost)} of cost are planned, most likely;
          of {money(due)} due by now {money(proven)} are proven.
        </p>
      )}
      <p className="hint">
        <Link to="/initiatives">Initiatives</Link> capture its value; one of technology needs this
        strategy approved first.
      </p>
    </div>
  )
}

const columns: readonly Column<Initiative>[] = [
  {
    id: 'name',
    header: 'Carried by',
    cell: ({ id, name, state }) => (
      <>
        <Link className="row-title" to="/initiatives/$initiativeId" params={{ initiativeId: id }}>
          {name}
        </Link>
        <span className="row-note">{state}</span>
      </>
    ),
  },
  {
    id: 'npv',
    header: 'Present value',
    align: 'right',
    cell: ({ npv, currency }) => (
      <>
        {writeMoney(npv.p50, currency)}
        <span className="row-note">
          {writeMoney(npv.p10, currency)} to {writeMoney(npv.p90, currency)}
        </span>
      </>
    ),
  },
  {
    id: 'proven',
    header: 'Proven of what is due',
    align: 'right',
    fold: 'narrow',
    cell: ({ booked, plannedToDate, currency }) => (
      <>
        <span className="measured">{writeMoney(booked, currency)}</span>
        <span className="row-note">of {writeMoney(plannedToDate, currency)}</span>
      </>
    ),
  },
  { id: 'grade', header: 'Grade', cell: ({ grade }) => <GradeMark grade={grade} /> },
]
