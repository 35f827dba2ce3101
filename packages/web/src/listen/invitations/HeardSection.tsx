import { writeDays } from '@fealty/core'
import { formatCount, formatPercent, type Domain } from '@fealty/charts'
import { useState } from 'react'
import type { HeardClass } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Strip, StripAxis, stripWidth } from '../../measure/Strip.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useWidth } from '../../ui/use-width.ts'

const share = { unit: 'share' } as const
const words = { heard: '', hardly: '◌ hardly asked', never: '▼ never asked' } as const

/** Which classes of customers buy, and which of them are asked and answer. */
export function HeardSection() {
  const [cut, setCut] = useState('segment')
  const [box, width] = useWidth<HTMLDivElement>()
  const dimensions = useQuestion('measure.catalogue', {}).data?.dimensions ?? []
  const answer = useQuestion('invitations.heard', { cut })
  const options = dimensions.map(({ name, label }) => ({ value: name, label }))
  const classes = answer.data?.classes ?? []
  return (
    <Section
      title="Who buys, and who is heard"
      note={answer.data && writeDays(answer.data.from, answer.data.to)}
      tools={
        options.length > 0 && (
          <SelectMenu label="Cut by" value={cut} options={options} onChange={setCut} />
        )
      }
    >
      {answer.error && answer.data === undefined ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <div ref={box}>
          <p className="section-lead">{answer.data?.headline ?? ' '}</p>
          <DataTable
            caption="Classes of customers with how many were asked and answered"
            rows={classes}
            keyOf={({ name }) => name}
            columns={columnsOf(classes, stripWidth(width))}
            empty={<p className="quiet">No customers are loaded yet.</p>}
          />
        </div>
      )}
    </Section>
  )
}

function columnsOf(classes: readonly HeardClass[], strip: number): Column<HeardClass>[] {
  const highest = Math.max(
    0.1,
    ...classes.map(({ responseRate }) =>
      responseRate.kind === 'estimate' ? responseRate.high : 0,
    ),
  )
  const domain: Domain = [0, Math.min(1, highest)]
  return [
    {
      id: 'class',
      header: 'Class',
      cell: ({ name, heard }) => (
        <>
          <span className="row-title">{name}</span>
          {heard !== 'heard' && (
            <span className={`row-note unheard--${heard}`}>{words[heard]}</span>
          )}
        </>
      ),
    },
    {
      id: 'customers',
      header: 'Customers',
      align: 'right',
      cell: ({ customers }) => formatCount(customers),
    },
    {
      id: 'revenue',
      header: 'Of revenue',
      align: 'right',
      fold: 'narrow',
      cell: ({ revenueShare }) =>
        revenueShare === null ? (
          <span className="quiet">not known</span>
        ) : (
          formatPercent(revenueShare)
        ),
    },
    {
      id: 'invited',
      header: 'Asked',
      align: 'right',
      cell: ({ invited }) => formatCount(invited),
    },
    {
      id: 'answered',
      header: 'Answered',
      align: 'right',
      fold: 'middle',
      cell: ({ answered }) => formatCount(answered),
    },
    {
      id: 'rate',
      header: 'Response rate',
      align: 'right',
      fold: 'phone',
      cell: ({ responseRate }) => (
        <MeasuredText measured={responseRate} format={share} counted="asked" />
      ),
    },
    {
      id: 'strip',
      header: <StripAxis domain={domain} format={share} width={strip} />,
      label: 'Response rate with its interval',
      fold: 'narrow',
      cell: ({ name, responseRate }) => (
        <Strip
          title={`Response rate of ${name}`}
          row={{ now: responseRate }}
          domain={domain}
          format={share}
          width={strip}
        />
      ),
    },
  ]
}
