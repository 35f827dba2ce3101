import { cssTheme, sparkline } from '@fealty/charts'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Catalogue, Scorecard } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { betterOf, countedOf } from '../../ui/change-text.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { Svg } from '../../ui/Svg.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { useOtherMeasures } from './use-other-measures.ts'
import type { ScorecardSearch } from '../../url/search-schema.ts'
import { definedOnly, keepScope } from '../../url/scope.ts'
import { formatOf } from '../metric-format.ts'
import { comparedLabel, grainOptions } from '../period-label.ts'

type Row = Scorecard['tiles'][number]

const route = getRouteApi('/app/measures')

/** Every measure there is, now and against what it was; what cannot be measured yet says what it needs. */
export function MeasuresPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<ScorecardSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true })
  const answer = useQuestion('measure.scorecard', definedOnly(search))
  const catalogue = useQuestion('measure.catalogue', {})
  const others = useOtherMeasures(answer.data, catalogue.data, search.where)
  return (
    <Answered answer={answer}>
      {(card) => (
        <>
          <PageHead
            page="Measures"
            headline={headlineOf([...card.tiles, ...others], card.previous.label)}
            subline={`${card.period.label} · as of ${card.asOf} · against ${card.previous.label} and ${card.lastYear.label}`}
            tools={
              <>
                <SelectMenu
                  label="Length of a period"
                  value={card.period.grain === 'range' ? 'quarter' : card.period.grain}
                  options={grainOptions}
                  onChange={(every) => change({ every, day: undefined })}
                />
                <SelectMenu
                  label="Period"
                  value={card.period.start}
                  options={card.periods.map((period) => ({
                    value: period.start,
                    label: period.label,
                  }))}
                  onChange={(day) => change({ day })}
                />
                <ScopeMenu where={search.where ?? []} onChange={(where) => change({ where })} />
              </>
            }
          >
            <ScopeTags where={search.where ?? []} onChange={(where) => change({ where })} />
          </PageHead>
          <div className="stack">
            <Section title="All measures" note={`${card.tiles.length + others.length} measured`}>
              <DataTable
                caption="All measures now, against the period before and the same period a year before"
                columns={columnsOf(card)}
                rows={[...card.tiles, ...others]}
                keyOf={(row) => row.metric.id}
              />
            </Section>
            {catalogue.data && <NotYet catalogue={catalogue.data} />}
          </div>
        </>
      )}
    </Answered>
  )
}

/** Says how many of the measures moved, in words. */
function headlineOf(rows: readonly Row[], before: string): string {
  const real = rows.filter((row) => row.change.verdict === 'real').length
  if (real === 0) return `None of the ${rows.length} measures moved beyond noise since ${before}.`
  return `${real} of the ${rows.length} measures moved for real since ${before}.`
}

function columnsOf(card: Scorecard): Column<Row>[] {
  const format = (row: Row) => formatOf(row.metric, card.workspace.currency)
  const counted = (row: Row) => countedOf(row.metric.unit, row.metric.id)
  return [
    {
      id: 'metric',
      header: 'Measure',
      cell: ({ metric }) => (
        <Link
          className="row-link"
          to="/measures/$metric"
          params={{ metric: metric.id }}
          search={keepScope}
        >
          <span className="row-title">{metric.title}</span>
        </Link>
      ),
    },
    {
      id: 'value',
      header: card.period.label,
      align: 'right',
      cell: (row) => (
        <MeasuredText measured={row.measured} format={format(row)} counted={counted(row)} />
      ),
    },
    {
      id: 'range',
      header: 'Range',
      fold: 'narrow',
      cell: (row) => (
        <RangeText measured={row.measured} format={format(row)} counted={counted(row)} />
      ),
    },
    {
      id: 'change',
      header: `on ${comparedLabel(card.period, card.previous)}`,
      cell: (row) => (
        <VerdictMark
          change={row.change}
          format={format(row)}
          better={betterOf(row.metric.better)}
        />
      ),
    },
    {
      id: 'year',
      header: `on ${card.lastYear.label}`,
      fold: 'narrow',
      cell: (row) => (
        <VerdictMark
          change={row.yearChange}
          format={format(row)}
          better={betterOf(row.metric.better)}
        />
      ),
    },
    {
      id: 'trend',
      header: 'Trend',
      fold: 'middle',
      className: 'strip',
      cell: (row) => <Spark row={row} card={card} />,
    },
  ]
}

function Spark({ row, card }: { row: Row; card: Scorecard }) {
  const id = useId()
  const title = `${row.metric.title}, ${row.trend.length} periods`
  const points = row.trend.map((point) => point.measured)
  const format = formatOf(row.metric, card.workspace.currency)
  return (
    <Svg node={sparkline(points, { id, theme: cssTheme, title, format, width: 160, height: 32 })} />
  )
}

function NotYet({ catalogue }: { catalogue: Catalogue }) {
  const missing = catalogue.metrics.filter((metric) => !metric.available)
  if (missing.length === 0) return null
  return (
    <Section title="Not measured yet" note={`${missing.length}`}>
      <DataTable
        caption="Measures whose facts are not loaded"
        columns={[
          {
            id: 'metric',
            header: 'Measure',
            cell: (row) => <span className="row-title">{row.title}</span>,
          },
          {
            id: 'missing',
            header: 'Needs',
            cell: (row) => (
              <>
                {row.missing.join(', ')} ·{' '}
                {row.id === 'clv' ? (
                  <Link to="/value">fit it</Link>
                ) : (
                  <Link to="/import">import them</Link>
                )}
              </>
            ),
          },
          {
            id: 'summary',
            header: 'Says',
            fold: 'narrow',
            cell: (row) => <span className="muted">{row.summary}</span>,
          },
        ]}
        rows={missing}
        keyOf={(row) => row.id}
      />
    </Section>
  )
}
