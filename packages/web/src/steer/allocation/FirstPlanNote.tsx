import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import type { Allocation } from '../../api/contracts.ts'
import { amountText } from './allocation-text.ts'

/** The first plan beside the one that holds; nothing while there is only one. */
export function FirstPlanNote({ data: { first, plan, currency } }: { data: Allocation }) {
  const { writeDayOf } = useCompanyCalendar()
  if (first === null || plan === null) return null
  const amountOf = (amounts: typeof plan.amounts, band: string) =>
    amounts.find((one) => one.band === band)?.amount ?? 0
  const bands = [...new Set<string>([...first.amounts, ...plan.amounts].map(({ band }) => band))]
  const rows = [
    ...bands.map((band) => ({
      name: band,
      then: amountOf(first.amounts, band),
      now: amountOf(plan.amounts, band),
    })),
    { name: 'not allocated', then: first.reserve, now: plan.reserve },
  ]
  const why = first.reason === null ? '' : `: ${first.reason}`
  return (
    <Section
      title="The first plan"
      note={`changed ${writeDayOf(first.changedAt)}, version ${plan.version}${why}`}
    >
      <DataTable
        caption="The first plan beside the one that holds"
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { id: 'band', header: 'Band', cell: ({ name }) => name },
          {
            id: 'then',
            header: 'First plan',
            align: 'right',
            cell: ({ then }) => amountText(then, currency),
          },
          {
            id: 'now',
            header: 'Holds now',
            align: 'right',
            cell: ({ now }) => amountText(now, currency),
          },
        ]}
      />
    </Section>
  )
}
