import { formatCount, type ValueFormat } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Strip, StripAxis } from '../../measure/Strip.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { KpiStrip } from '../KpiStrip.tsx'
import { useCurrency } from '../use-currency.ts'

type Question = Answer<'goals.tree'>['goals'][number]['questions'][number]
type Panel = Extract<NonNullable<Question['answer']>, { kind: 'drivers' }>

interface QuestionViewProps {
  question: Question
  onChange: (() => void) | undefined
}

/** A question with what answers it: metrics with their intervals, or a panel that was computed. */
export function QuestionView({ question, onChange }: QuestionViewProps) {
  return (
    <div className="question">
      <div className="question-head">
        <h3>{question.text}</h3>
        {onChange && (
          <Button
            small
            look="plain"
            onClick={onChange}
            aria-label={`Change the question “${question.text}”`}
          >
            Change
          </Button>
        )}
      </div>
      {question.answer?.kind === 'drivers' && <DriverTable panel={question.answer} />}
      {question.answer?.kind === 'insufficient' && (
        <p className="question-answer">{question.answer.why}</p>
      )}
      {question.metrics.length > 0 && <MetricTable question={question} />}
      {question.flag && <p className="flag">✕ {question.flag}</p>}
    </div>
  )
}

function MetricTable({ question }: { question: Question }) {
  const currency = useCurrency()
  return (
    <DataTable
      caption={`What answers: ${question.text}`}
      rows={question.metrics}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'name',
          header: 'Metric',
          cell: ({ name, period }) => (
            <>
              <span className="row-title">{name}</span>
              {period && <span className="row-note">{period}</span>}
            </>
          ),
        },
        {
          id: 'value',
          header: 'Value',
          align: 'right',
          cell: (metric) =>
            metric.manual ? (
              'by hand'
            ) : (
              <>
                <MeasuredText measured={metric.current} format={formatOf(metric, currency)} />
                <span className="only-narrow">
                  <br />
                  <RangeText measured={metric.current} format={formatOf(metric, currency)} />
                </span>
              </>
            ),
        },
        {
          id: 'strip',
          header: <span className="visually-hidden">Interval</span>,
          fold: 'narrow',
          cell: (metric) =>
            metric.current.kind === 'estimate' && (
              <KpiStrip
                name={metric.name}
                measured={metric.current}
                format={formatOf(metric, currency)}
                better={metric.better}
              />
            ),
        },
        {
          id: 'range',
          header: '95 % interval',
          fold: 'narrow',
          cell: (metric) => (
            <RangeText measured={metric.current} format={formatOf(metric, currency)} />
          ),
        },
      ]}
    />
  )
}

const shares: ValueFormat = { unit: 'share', decimals: 0 }
const stripWidth = 190

/** Importance on one axis, with ranks: who cannot be told apart is seen to overlap. */
function DriverTable({ panel }: { panel: Panel }) {
  const highest = Math.max(...panel.drivers.map(({ high }) => high))
  const domain = [0, Math.ceil(highest * 10) / 10] as const
  return (
    <>
      <p className="question-answer">{panel.answer}</p>
      <DataTable
        caption="What goes with it, most important first"
        rows={panel.drivers}
        keyOf={({ name }) => name}
        columns={[
          {
            id: 'name',
            header: 'Rated',
            cell: ({ name }) => <span className="row-title">{name}</span>,
          },
          {
            id: 'share',
            header: 'Of what is explained',
            align: 'right',
            cell: (row) => <MeasuredText measured={toMeasured(row)} format={shares} />,
          },
          {
            id: 'strip',
            label: 'Interval',
            header: <StripAxis domain={domain} format={shares} width={stripWidth} />,
            fold: 'narrow',
            cell: (row) => (
              <Strip
                title={row.name}
                row={{ now: toMeasured(row) }}
                domain={domain}
                format={shares}
                width={stripWidth}
              />
            ),
          },
          {
            id: 'rank',
            header: 'Rank',
            align: 'right',
            cell: ({ rank, rankLow, rankHigh }) =>
              rankLow === rankHigh ? `${rank}` : `${rankLow} to ${rankHigh}`,
          },
        ]}
      />
      <p className="question-notes">
        {formatCount(panel.n)} answers, {panel.period}. The ratings explain{' '}
        {Math.round(panel.explained * 100)} % of the differences. {panel.notes.join(' ')}
      </p>
    </>
  )
}

function toMeasured({ share, low, high, n }: Panel['drivers'][number]) {
  return { kind: 'estimate' as const, value: share, low, high, n, level: 0.95, method: 'bootstrap' }
}
