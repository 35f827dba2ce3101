import { formatGoal, formatPercent } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import type { Initiative } from '../../api/contracts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { GradeMark } from '../GradeMark.tsx'

/** Where the money comes from: effect × volume × unit value, each unit of it claimed once. */
export function ClaimsSection({ one }: { one: Initiative }) {
  const format = { unit: 'money' as const, currency: one.currency }
  return (
    <Section title="Value capture" note="share × effect × volume × unit value">
      <DataTable
        caption="Effects this initiative claims"
        rows={one.claimed}
        keyOf={({ experimentId }) => experimentId}
        columns={[
          {
            id: 'name',
            header: 'Effect',
            cell: ({ experimentId, experiment, why }) => (
              <>
                <Link
                  className="row-title"
                  to="/experiments/$experimentId"
                  params={{ experimentId }}
                >
                  {experiment}
                </Link>
                <br />
                <span className="range">{why}</span>
              </>
            ),
          },
          {
            id: 'share',
            header: 'Share',
            align: 'right',
            fold: 'narrow',
            cell: ({ share }) => formatPercent(share),
          },
          {
            id: 'volume',
            header: 'Volume',
            align: 'right',
            fold: 'middle',
            cell: ({ volume }) => volume.toLocaleString('en-US'),
          },
          {
            id: 'value',
            header: 'Unit value',
            align: 'right',
            fold: 'middle',
            cell: ({ unitValue }) => formatGoal(unitValue, format),
          },
          {
            id: 'benefit',
            header: 'Benefit',
            align: 'right',
            cell: ({ benefit }) => <MeasuredText measured={benefit} format={format} />,
          },
          {
            id: 'booked',
            header: 'Booked',
            cell: ({ booked }) => (booked ? 'yes' : <span className="muted">no</span>),
          },
          { id: 'grade', header: 'Grade', cell: ({ grade }) => <GradeMark grade={grade} /> },
        ]}
        empty={
          <p className="quiet">
            It claims no effect, so nothing is proven. Plan an experiment and claim its effect.
          </p>
        }
      />
    </Section>
  )
}
