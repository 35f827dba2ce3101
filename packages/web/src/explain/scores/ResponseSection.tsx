import { domainOf } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { Strip, StripAxis, stripWidth } from '../../measure/Strip.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { VerdictMark } from '../../ui/VerdictMark.tsx'

const format = { unit: 'share', currency: '' } as const

/** How many of those asked answer, period by period, the newest first. */
export function ResponseSection({ page }: { page: Answer<'scores.weighted'> }) {
  const [box, width] = useWidth<HTMLDivElement>()
  const rows = page.response.trend.toReversed()
  const domain = domainOf(rows.map(({ rate }) => rate))
  return (
    <Section
      title="How many answer"
      note={
        <>
          {page.period.label}{' '}
          <VerdictMark
            change={page.response.drift}
            format={format}
            better="higher"
            against="the periods before"
          />
        </>
      }
    >
      <div ref={box}>
        {width > 0 && (
          <DataTable
            caption="Response rate by period"
            rows={rows}
            keyOf={({ period }) => period.label}
            columns={[
              { id: 'period', header: 'Invited in', cell: ({ period }) => period.label },
              {
                id: 'rate',
                header: 'Answered',
                align: 'right',
                cell: ({ rate }) => (
                  <MeasuredText measured={rate} format={format} counted="invited" />
                ),
              },
              {
                id: 'strip',
                header: <StripAxis domain={domain} format={format} width={stripWidth(width)} />,
                label: 'Interval',
                className: 'strip',
                cell: ({ period, rate }) => (
                  <Strip
                    title={`Response rate in ${period.label}`}
                    row={{ now: rate }}
                    domain={domain}
                    format={format}
                    width={stripWidth(width)}
                  />
                ),
              },
            ]}
          />
        )}
      </div>
    </Section>
  )
}
