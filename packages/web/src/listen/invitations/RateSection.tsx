import type { ReactNode } from 'react'
import { domainOf, formatCount } from '@fealty/charts'
import type { Measured } from '@fealty/core'
import type { Answer } from '../../api/contracts.ts'
import { stripWidth } from '../../measure/Strip.tsx'
import { stripColumn } from '../../measure/strip-column.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { VerdictMark } from '../../ui/VerdictMark.tsx'

type PlanData = Answer<'invitations.plan'>

/** A class or a month with its rate. */
interface Row {
  name: string
  note: string
  rate: Measured
}

const format = { unit: 'share', currency: '' } as const
const monthName = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Who answers and who does not: by class, and by the month in which they were asked. */
export function RateSection({ data: { plan, strata, months, drift } }: { data: PlanData }) {
  if (plan.ended === 0) return null
  const classes = strata.map(({ stratum, ended, responseRate }) => ({
    name: stratum === '' ? 'All customers' : stratum,
    note: `${formatCount(ended)} whose time is over`,
    rate: responseRate,
  }))
  const byMonth = months.toReversed().map(({ month, ended, answered, rate }) => ({
    name: monthName.format(new Date(`${month}-15T00:00:00Z`)),
    note: `${formatCount(answered)} of ${formatCount(ended)}`,
    rate,
  }))
  const drifted = <VerdictMark change={drift} format={format} better="higher" against="before" />
  const change = (
    <Rates title="Whether that changes" note={drifted} header="Asked in" rows={byMonth} />
  )
  if (classes.length < 2) return change
  return (
    <div className="split">
      <Rates title="Who answers" header="Class" rows={classes} />
      {change}
    </div>
  )
}

interface RatesProps {
  title: string
  note?: ReactNode
  header: string
  rows: readonly Row[]
}

function Rates({ title, note, header, rows }: RatesProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  return (
    <Section title={title} note={note}>
      <div ref={box}>
        {width > 0 && (
          <DataTable
            caption={title}
            rows={rows}
            keyOf={({ name }) => name}
            columns={columnsOf(header, rows, stripWidth(width))}
          />
        )}
      </div>
    </Section>
  )
}

function columnsOf(header: string, rows: readonly Row[], width: number): Column<Row>[] {
  const domain = domainOf(rows.map(({ rate }) => rate))
  return [
    {
      id: 'name',
      header,
      cell: ({ name, note }) => (
        <>
          <span className="row-title">{name}</span>
          <span className="row-note">{note}</span>
        </>
      ),
    },
    {
      id: 'rate',
      header: 'Answered',
      align: 'right',
      cell: ({ rate }) => <MeasuredText measured={rate} format={format} counted="over" />,
    },
    stripColumn<Row>({ domain, format, width }, ({ name, rate }) => ({
      title: `Response rate, ${name}`,
      row: { now: rate },
    })),
    {
      id: 'range',
      header: 'Range',
      fold: 'wide',
      cell: ({ rate }) => rate.kind === 'estimate' && <RangeText measured={rate} format={format} />,
    },
  ]
}
