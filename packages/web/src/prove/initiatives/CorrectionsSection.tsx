import type { Initiative } from '../../api/contracts.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { chanceText, correctionText, writeMoney } from './initiative-text.ts'

/** Corrections with the state they were decided in, and every plan there was. */
export function CorrectionsSection({ one }: { one: Initiative }) {
  const { writeDayOf } = useCompanyCalendar()
  return (
    <Section title="Corrections" note="opened by themselves when the plan is less likely than not">
      <DataTable
        caption="Corrections and decisions"
        rows={one.corrections}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'what',
            header: 'Correction',
            cell: (correction) => (
              <>
                <span className="row-title">{correctionText(correction)}</span>
                <br />
                <span className="range">
                  {correction.decision === null
                    ? `opened ${writeDayOf(correction.openedAt)}`
                    : `${writeDayOf(correction.decision.at)}, ${correction.decision.author}: ${correction.decision.reason}`}
                </span>
              </>
            ),
          },
          {
            id: 'chance',
            header: 'Chance then',
            align: 'right',
            cell: ({ chance }) => chanceText(chance),
          },
          {
            id: 'realised',
            header: 'Proven then',
            align: 'right',
            fold: 'narrow',
            cell: ({ realised }) => writeMoney(realised, one.currency),
          },
          {
            id: 'planned',
            header: 'Due then',
            align: 'right',
            fold: 'narrow',
            cell: ({ plannedToDate }) => writeMoney(plannedToDate, one.currency),
          },
        ]}
        empty={<p className="quiet">It is on its plan; nothing had to be corrected.</p>}
      />
    </Section>
  )
}
