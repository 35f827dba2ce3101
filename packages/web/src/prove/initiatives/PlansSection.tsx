import { writeDays } from '@fealty/core'
import type { Initiative } from '../../api/contracts.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { writeMoney } from './initiative-text.ts'
import { monthsSideBySide, type MonthRow } from './months-side-by-side.ts'

type Plan = Initiative['plans'][number]

/** The first plan beside each that a correction put in its place; none is ever written over. */
export function PlansSection({ one }: { one: Initiative }) {
  const { writeDayOf } = useCompanyCalendar()
  return (
    <Section
      title="Plans, the first one first"
      note="at least to at most; present value in eight cases of ten"
    >
      <DataTable
        caption="The first plan and its corrections"
        rows={one.plans}
        keyOf={({ number }) => String(number)}
        columns={columnsOf(one.currency, writeDayOf)}
      />
      {one.plans.length > 1 && (
        <details className="month-by-month">
          <summary>Month by month</summary>
          <DataTable
            caption="Most likely benefit and cost of each month, plan by plan"
            rows={monthsSideBySide(one.plans)}
            keyOf={({ month }) => month}
            columns={monthColumns(one)}
          />
        </details>
      )}
    </Section>
  )
}

function columnsOf(currency: string, writeDayOf: (moment: string) => string): Column<Plan>[] {
  const sum = ({ low, likely, high }: Plan['costSum']) => (
    <>
      {writeMoney(likely, currency)}
      <span className="row-note">
        {low === high ? 'sure' : `${writeMoney(low, currency)} to ${writeMoney(high, currency)}`}
      </span>
    </>
  )
  return [
    {
      id: 'plan',
      header: 'Plan',
      cell: ({ number, at, author, reason }) => (
        <>
          <span className="row-title">
            {number === 1 ? 'First plan' : `Correction ${number - 1}`}
          </span>
          <span className="row-note">
            {writeDayOf(at)}, {author}
            {number === 1 ? '' : `: ${reason}`}
          </span>
        </>
      ),
    },
    {
      id: 'window',
      header: 'Days',
      fold: 'middle',
      cell: ({ window }) => writeDays(window.from, window.to),
    },
    {
      id: 'benefit',
      header: 'Benefits',
      align: 'right',
      cell: ({ benefitSum }) => sum(benefitSum),
    },
    {
      id: 'cost',
      header: 'Costs',
      align: 'right',
      fold: 'narrow',
      cell: ({ costSum }) => sum(costSum),
    },
    {
      id: 'npv',
      header: 'Present value',
      align: 'right',
      cell: ({ npv }) => (
        <>
          <span className="measured">{writeMoney(npv.p50, currency)}</span>
          <span className="row-note">
            {writeMoney(npv.p10, currency)} to {writeMoney(npv.p90, currency)}
          </span>
        </>
      ),
    },
  ]
}

function monthColumns({ plans, currency }: Initiative): Column<MonthRow>[] {
  return [
    { id: 'month', header: 'Month', cell: ({ month }) => month },
    ...plans.map(({ number }, index): Column<MonthRow> => ({
      id: `plan-${number}`,
      header: number === 1 ? 'First plan' : `Correction ${number - 1}`,
      align: 'right',
      cell: ({ amounts }) => {
        const { benefit, cost } = amounts[index]!
        return (
          <>
            {writeMoney(benefit, currency)}
            <span className="row-note">for {writeMoney(cost, currency)}</span>
          </>
        )
      },
    })),
  ]
}
