import { domainOf } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { stripWidth } from '../../measure/Strip.tsx'
import { stripColumn } from '../../measure/strip-column.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { VerdictMark } from '../../ui/VerdictMark.tsx'

type Page = Answer<'scores.weighted'>
type Row = Page['response']['trend'][number]

const format = { unit: 'share', currency: '' } as const

/** How many of those asked answer, period by period, the newest first. */
export function ResponseSection({ page }: { page: Page }) {
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
              stripColumn<Row>(
                { domain, format, width: stripWidth(width) },
                ({ period, rate }) => ({
                  title: `Response rate in ${period.label}`,
                  row: { now: rate },
                }),
              ),
            ]}
          />
        )}
      </div>
    </Section>
  )
}
