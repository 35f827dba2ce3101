import { formatGoal } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { KpiStrip } from '../KpiStrip.tsx'
import { ChanceText } from '../StatusMark.tsx'
import { useCurrency } from '../use-currency.ts'

type Objective = Answer<'strategy.map'>['objectives'][number]
type Measure = Objective['measures'][number]

interface Row {
  key: string
  objective: Objective
  measure: Measure | undefined
}

interface PerspectiveTableProps {
  name: string
  objectives: readonly Objective[]
  onChange: ((objective: Objective) => void) | undefined
}

/** One perspective of the scorecard: objective, measure, target, chance, initiatives. */
export function PerspectiveTable({ name, objectives, onChange }: PerspectiveTableProps) {
  const currency = useCurrency()
  const rows = objectives.flatMap((objective): Row[] =>
    objective.measures.length === 0
      ? [{ key: objective.id, objective, measure: undefined }]
      : objective.measures.map((measure) => ({
          key: `${objective.id} ${measure.id}`,
          objective,
          measure,
        })),
  )
  return (
    <Section title={name} note={`${objectives.length}`} className="perspective">
      <DataTable
        ruled
        caption={`Objectives under ${name}`}
        columns={[...columnsOf(currency), ...(onChange ? [changeColumn(onChange)] : [])]}
        rows={rows}
        keyOf={({ key }) => key}
        empty={<p className="quiet">No objective under this perspective.</p>}
      />
    </Section>
  )
}

function changeColumn(onChange: (objective: Objective) => void): Column<Row> {
  return {
    id: 'change',
    header: <span className="visually-hidden">Change</span>,
    align: 'right',
    fold: 'phone',
    cell: ({ objective }) => (
      <Button
        small
        look="plain"
        onClick={() => onChange(objective)}
        aria-label={`Change the objective “${objective.name}”`}
      >
        Change
      </Button>
    ),
  }
}

function columnsOf(currency: string): Column<Row>[] {
  return [
    {
      id: 'objective',
      header: 'Objective',
      cell: ({ objective, measure }) => (
        <>
          <span className="row-title">{objective.name}</span>
          <span className={measure ? 'row-note' : 'row-note verdict--worse'}>
            {measure ? [measure.name, measure.period].filter(Boolean).join(' · ') : objective.flag}
          </span>
        </>
      ),
    },
    {
      id: 'now',
      header: 'Now',
      align: 'right',
      cell: ({ measure }) =>
        measure &&
        (measure.manual ? (
          'by hand'
        ) : (
          <MeasuredText measured={measure.current} format={formatOf(measure, currency)} />
        )),
    },
    {
      id: 'strip',
      header: <span className="visually-hidden">Interval and target</span>,
      fold: 'narrow',
      cell: ({ measure }) =>
        measure?.current.kind === 'estimate' && (
          <KpiStrip
            name={measure.name}
            measured={measure.current}
            format={formatOf(measure, currency)}
            better={measure.better}
            target={measure.target?.goal}
          />
        ),
    },
    {
      id: 'target',
      header: 'Target',
      fold: 'middle',
      cell: ({ measure }) =>
        measure?.target ? (
          <Link to="/targets/$id" params={{ id: measure.target.id }}>
            {formatGoal(measure.target.goal, formatOf(measure, currency))} by{' '}
            {writeDay(measure.target.deadline, true)}
          </Link>
        ) : (
          <span className="verdict">no target</span>
        ),
    },
    {
      id: 'chance',
      header: 'Likely',
      align: 'right',
      cell: ({ measure }) =>
        measure?.target && (
          <ChanceText chance={measure.target.chance} status={measure.target.status} />
        ),
    },
    {
      id: 'initiatives',
      header: 'Initiatives',
      align: 'right',
      fold: 'wide',
      cell: ({ objective, measure }) =>
        objective.initiativeIds.length + (measure?.target?.initiatives ?? 0) || 'none',
    },
  ]
}
