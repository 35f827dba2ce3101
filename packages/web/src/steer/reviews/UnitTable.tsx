import type { ValueFormat } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { formatOf, shortTitleOf } from '../../measure/metric-format.ts'
import { stripWidth } from '../../measure/Strip.tsx'
import { StripLegend } from '../../measure/StripLegend.tsx'
import { stripColumn } from '../../measure/strip-column.tsx'
import { betterOf } from '../../ui/change-text.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWidth } from '../../ui/use-width.ts'

export type Pack = NonNullable<Answer<'reviews.one'>['pack']>
type Unit = Pack['units'][number]

/** The units on one shared axis: score, verdict, target, actions, effect. */
export function UnitTable({ pack }: { pack: Pack }) {
  const [box, width] = useWidth<HTMLDivElement>()
  return (
    <Section
      title="Units"
      note={
        <StripLegend marks={['● now with 95 % interval', `○ ${pack.periods.before}`, '│ target']} />
      }
    >
      <div ref={box}>
        {width > 0 && (
          <DataTable
            caption={`${pack.metric.title} of the units`}
            columns={columnsOf(pack, width)}
            rows={pack.units}
            keyOf={({ id, name }) => id || name}
            empty={
              <EmptyState title="No unit is named">
                Name the parts of the company with their owners; the next pack measures them.
              </EmptyState>
            }
          />
        )}
      </div>
    </Section>
  )
}

function scoreStripColumn(pack: Pack, tableWidth: number, format: ValueFormat): Column<Unit> {
  const better = betterOf(pack.metric.better)
  return stripColumn(
    { domain: pack.domain, format, width: stripWidth(tableWidth) },
    ({ name, score, before, change, target }) => ({
      title: `${pack.metric.title}, ${name}`,
      row: {
        now: score,
        before,
        verdict: change.verdict,
        ...(target.value === null ? {} : { target: target.value }),
        ...(better ? { better } : {}),
      },
    }),
    { label: 'interval' },
  )
}

function columnsOf(pack: Pack, width: number): Column<Unit>[] {
  const format = formatOf(pack.metric, pack.workspace.currency)
  const hasTargets = pack.units.some(({ target }) => target.value !== null)
  return [
    {
      id: 'unit',
      header: 'Unit',
      cell: ({ name, owner }) => (
        <span className="unit-cell">
          <span className="row-title">{name}</span>
          <span className="row-note">{owner}</span>
        </span>
      ),
    },
    {
      id: 'score',
      header: shortTitleOf(pack.metric),
      align: 'right',
      cell: ({ scoreText, score }) =>
        score.kind === 'estimate' ? <strong>{scoreText}</strong> : scoreText,
    },
    scoreStripColumn(pack, width, format),
    {
      id: 'verdict',
      header: `on ${pack.periods.before}`,
      cell: ({ verdict, peers }) => (
        <span className="verdict-cell">
          <span className={`tone-${verdict.tone} nowrap`}>{verdict.text}</span>
          <span className="row-note">{peers.text}</span>
        </span>
      ),
    },
    {
      id: 'year',
      header: pack.periods.lastYear,
      align: 'right',
      fold: 'middle',
      cell: ({ lastYearText }) => lastYearText,
    },
    ...benchmarkColumns(pack),
    ...(hasTargets ? targetColumns(pack) : []),
    {
      id: 'due',
      header: 'Due',
      align: 'right',
      fold: 'phone',
      cell: ({ actionsDue }) => String(actionsDue),
    },
    {
      id: 'late',
      header: 'Late',
      align: 'right',
      fold: 'phone',
      cell: ({ actionsLate }) => (
        <span className={actionsLate > 0 ? 'tone-worse' : undefined}>{actionsLate}</span>
      ),
    },
    {
      id: 'effect',
      header: 'Effect measured so far',
      fold: 'wide',
      cell: ({ effect }) => <span className="row-note">{effect}</span>,
    },
  ]
}

/** Score minus the benchmark; none where no published score is comparable. */
function benchmarkColumns({ benchmark }: Pack): Column<Unit>[] {
  if (benchmark === null) return []
  return [
    {
      id: 'benchmark',
      header: `on benchmark ${benchmark.text}`,
      fold: 'narrow',
      cell: ({ benchmarked: { text, tone } }) => (
        <span className={`tone-${tone} nowrap`}>{text}</span>
      ),
    },
  ]
}

function targetColumns(pack: Pack): Column<Unit>[] {
  return [
    {
      id: 'target',
      header: pack.targetHead,
      align: 'right',
      fold: 'narrow',
      cell: ({ target }) => target.text,
    },
    {
      id: 'likely',
      header: 'Likely',
      align: 'right',
      fold: 'narrow',
      cell: ({ target }) => <strong className={`tone-${target.tone}`}>{target.likelyText}</strong>,
    },
  ]
}
