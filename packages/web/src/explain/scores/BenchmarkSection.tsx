import {
  formatCount,
  formatMeasured,
  formatRange,
  formatValue,
  type ValueFormat,
} from '@fealty/charts'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { definedOnly } from '../../url/scope.ts'
import type { ScoresSearch } from '../search-schema.ts'
import { BenchmarkDialog, type Benchmark } from './BenchmarkDialog.tsx'
import { seriesOptions } from './score-options.ts'
import { unitOfScore } from './score-unit.ts'

type Page = Answer<'benchmarks.compare'>
type Row = Page['rows'][number]
type Editing = Benchmark | Pick<Benchmark, 'score' | 'series'> | null

interface BenchmarkSectionProps {
  search: ScoresSearch
  onChange: (part: Partial<ScoresSearch>) => void
}

/** Our score beside the best of our own units and beside what others publish. */
export function BenchmarkSection({ search, onChange }: BenchmarkSectionProps) {
  const answer = useQuestion('benchmarks.compare', definedOnly(search))
  const mayEdit = useMayWrite()
  const [editing, setEditing] = useState<Editing>(null)
  const page = answer.data
  const series = search.series ?? 'relationship'
  return (
    <Section
      title="Beside others"
      tools={
        <>
          <SelectMenu
            label="Series"
            value={series}
            options={seriesOptions}
            onChange={(next) => onChange({ series: next })}
          />
          {mayEdit && (
            <Button small onClick={() => setEditing({ score: search.score ?? 'nps', series })}>
              Add a benchmark
            </Button>
          )}
        </>
      }
    >
      <FormError error={answer.error} />
      {page && <p className="quiet">{writeOurs(page)}</p>}
      {page && <BenchmarkTable page={page} onEdit={mayEdit ? setEditing : undefined} />}
      {editing !== null && (
        <BenchmarkDialog
          key={'id' in editing ? editing.id : 'new'}
          benchmark={editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  )
}

const formatOf = (page: Page): ValueFormat => ({ unit: unitOfScore(page.score), currency: '' })

function writeOurs(page: Page): string {
  const { ours, period, series } = page
  const name = seriesOptions.find(({ value }) => value === series)!.label.toLowerCase()
  const lead = `Ours in ${period.label}: ${formatMeasured(ours, formatOf(page), 'answers')}`
  const range = ours.kind === 'estimate' ? ` (${formatRange(ours, formatOf(page))})` : ''
  return `${lead}${range}, the ${name} series. A benchmark of another series is shown and not compared.`
}

function BenchmarkTable({
  page,
  onEdit,
}: {
  page: Page
  onEdit: ((benchmark: Benchmark) => void) | undefined
}) {
  const list = useQuestion('benchmarks.list', {})
  const remove = useCommand('benchmarks.remove', ['benchmarks.list', 'benchmarks.compare'])
  const menu: Column<Row> = {
    id: 'change',
    header: <span className="visually-hidden">Change</span>,
    align: 'right',
    cell: (row) => {
      const own = list.data?.benchmarks.find(({ id }) => id === row.id)
      if (!own || !onEdit) return null
      return (
        <Menu label="Change" small>
          <button type="button" onClick={() => onEdit(own)}>
            Edit
          </button>
          <button type="button" onClick={() => remove.mutate({ id: own.id })}>
            Remove
          </button>
        </Menu>
      )
    },
  }
  return (
    <>
      <FormError error={remove.error} />
      <DataTable
        caption="Our score against benchmarks"
        columns={onEdit ? [...columnsOf(page), menu] : columnsOf(page)}
        rows={page.rows}
        keyOf={(row) => row.id}
        empty={
          <p className="quiet">
            No benchmark is written down for this score. One needs its source, date, method and n.
          </p>
        }
      />
    </>
  )
}

function columnsOf(page: Page): Column<Row>[] {
  const format = formatOf(page)
  return [
    {
      id: 'name',
      header: 'Benchmark',
      cell: (row) => (
        <>
          <span className="row-title">{row.name}</span>
          <span className="row-note">
            {row.source}, {row.date}
            {row.n === null ? ', n not known' : `, n ${formatCount(row.n)}`}
          </span>
        </>
      ),
    },
    {
      id: 'value',
      header: 'Value',
      align: 'right',
      cell: (row) => formatValue(row.value, format),
    },
    {
      id: 'verdict',
      header: 'Ours minus it, tested',
      cell: (row) =>
        row.comparable ? (
          <>
            <VerdictMark change={row.change} format={format} better="higher" />
            <span className="row-note">{writeTest(row, format)}</span>
          </>
        ) : (
          <span className="quiet">not comparable</span>
        ),
    },
    {
      id: 'method',
      header: 'How',
      fold: 'phone',
      cell: (row) => (
        <>
          <span className="row-note">{row.how}</span>
          <span className="row-note">{row.method}</span>
        </>
      ),
    },
  ]
}

/** The interval of the difference, in points also for a share, and its p-value. */
function writeTest({ change: { low, high, p } }: Row, { unit }: ValueFormat): string {
  if (low === undefined || high === undefined || p === undefined) return ''
  const scale = unit === 'share' ? 100 : 1
  const ends = [low, high].map((end) => (end * scale).toFixed(1).replace('-', '−'))
  return `${ends.join(' to ')}, p ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`
}
