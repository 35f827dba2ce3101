import { formatGoal, trend, trendTable, type TrendPoint } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { KeyFigure, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { StatusMark, writeChance } from '../StatusMark.tsx'
import { useCurrency } from '../use-currency.ts'
import { Carriers } from './Carriers.tsx'
import { TargetDialog } from './TargetDialog.tsx'

type Data = Answer<'targets.one'>
type Target = Data['target']

const route = getRouteApi('/app/targets/$id')

/** One target: where it stands, where it is going, whether it is a good goal, how the plan was changed. */
export function TargetPage() {
  const { id } = route.useParams()
  const answer = useQuestion('targets.one', { id })
  const currency = useCurrency()
  const mayEdit = useMayWrite()
  const [changing, setChanging] = useState(false)
  return (
    <Answered answer={answer}>
      {(data) => (
        <>
          <PageHead
            page={data.target.name}
            headline={data.headline}
            subline={
              <>
                <Link to="/targets">Targets</Link> · {data.target.kpi.name} ·{' '}
                {data.target.unit?.name ?? 'all customers'} · {data.target.accountable} answers for
                it · facts up to {writeDay(data.target.asOf, true)}
              </>
            }
            tools={mayEdit && <Button onClick={() => setChanging(true)}>Change the target</Button>}
          />
          <div className="stack">
            <History target={data.target} currency={currency} />
            <Carriers target={data.target} />
            <div className="split split--even">
              <Checks target={data.target} />
              <div className="stack">
                <Plan data={data} currency={currency} />
                <Forecast models={data.models} />
              </div>
            </div>
          </div>
          {changing && <TargetDialog target={data.target} onClose={() => setChanging(false)} />}
        </>
      )}
    </Answered>
  )
}

function History({ target, currency }: { target: Target; currency: string }) {
  const format = formatOf(target.kpi, currency)
  const points = pointsOf(target)
  const name = `${target.kpi.name}, with the forecast to ${writeDay(target.deadline, true)}`
  const options = {
    title: name,
    format,
    target: target.goal,
    ...(target.forecast[0] ? { forecastFrom: target.forecast[0].start } : {}),
  }
  return (
    <div className="trend-head">
      <div className="aside-figure">
        <span className="figure-title">{target.period ?? target.kpi.name}</span>
        <KeyFigure measured={target.current} format={format} />
        <RangeText measured={target.current} format={format} />
        {target.history.length > 1 && (
          <VerdictMark
            change={target.change}
            format={format}
            better={target.kpi.better === 'neither' ? undefined : target.kpi.better}
            against="the period before"
          />
        )}
        <ChanceNotes target={target} goal={formatGoal(target.goal, format)} />
      </div>
      {points.length > 0 && (
        <SvgFigure
          name={target.name}
          draw={({ width, theme, id }) =>
            trend(points, { ...options, id, theme, width, height: 320 })
          }
          table={trendTable(points, options)}
        />
      )}
    </div>
  )
}

/** History and forecast in one row of periods; a forecast has no n of its own. */
function pointsOf({ history, forecast, grain }: Target): TrendPoint[] {
  return [
    ...history.map(({ label, start, end, measured }) => ({
      period: { grain, label, start, end },
      measured,
    })),
    ...forecast.map(({ label, start, end, value, low, high }) => ({
      period: { grain, label, start, end },
      measured: {
        kind: 'estimate' as const,
        value,
        low,
        high,
        level: 0.8,
        n: history.length,
        method: 'forecast',
      },
    })),
  ]
}

function ChanceNotes({ target, goal }: { target: Target; goal: string }) {
  return (
    <div className="aside-notes">
      <p>
        <StatusMark status={target.status} /> · goal {goal} by {writeDay(target.deadline, true)}.
      </p>
      <p>{target.chance.value === null ? target.sentence : target.chance.why}</p>
      {target.chanceWith && (
        <p>
          {writeChance(target.chanceWith.value)} with its initiatives,{' '}
          {writeChance(target.chanceWithout.value)} without.
        </p>
      )}
      {target.manual && (
        <p>
          {target.manual.reason}; {target.manual.expired ? 'expired' : 'holds until'}{' '}
          {writeDay(target.manual.expires, true)}.
        </p>
      )}
      {target.warning && <p className="verdict--worse">{target.warning}</p>}
    </div>
  )
}

function Checks({ target }: { target: Target }) {
  const passed = target.smart.filter((check) => check.passed).length
  return (
    <Section title="Is it a good goal?" note={`${passed} of 5 checks passed`}>
      <ul className="movements">
        {target.smart.map(({ check, passed: ok, finding }) => (
          <li key={check}>
            <h3>
              <span aria-hidden="true" className={ok ? undefined : 'verdict--worse'}>
                {ok ? '✓' : '✕'}{' '}
              </span>
              {check.charAt(0).toUpperCase() + check.slice(1)}
              <span className="visually-hidden">{ok ? ' passed' : ' failed'}</span>
            </h3>
            <p>{finding}</p>
          </li>
        ))}
        {!target.controllable && (
          <li>
            <h3>
              <span aria-hidden="true" className="verdict--worse">
                ✕{' '}
              </span>
              No lever
            </h3>
            <p>{target.accountable} answers for it and decides about nothing that moves it.</p>
          </li>
        )}
      </ul>
    </Section>
  )
}

function Plan({ data, currency }: { data: Data; currency: string }) {
  const { writeDayOf } = useCompanyCalendar()
  const format = formatOf(data.target.kpi, currency)
  return (
    <Section title="How the plan was changed" note={`${data.versions.length}`}>
      <DataTable
        ruled
        caption="Versions of the plan, the first one first"
        rows={data.versions}
        keyOf={({ version }) => String(version)}
        columns={[
          {
            id: 'on',
            header: 'On',
            cell: ({ changedAt }) => writeDayOf(changedAt),
          },
          {
            id: 'goal',
            header: 'Goal',
            align: 'right',
            cell: ({ goal }) => formatGoal(goal, format),
          },
          { id: 'by', header: 'By', cell: ({ deadline }) => writeDay(deadline, true) },
          {
            id: 'why',
            header: 'Why',
            fold: 'narrow',
            cell: ({ reason, author }) => (
              <>
                {reason ?? 'First plan'}
                <span className="row-note">{author}</span>
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}

/** On which models the chance stands, and what they leave out. */
function Forecast({ models }: Pick<Data, 'models'>) {
  if (models.length === 0) return null
  return (
    <Section title="How it is forecast">
      <p className="quiet">
        {writeModels(models)} It goes on as it went: what nobody has begun is not in it.
      </p>
    </Section>
  )
}

function writeModels(models: Data['models']): string {
  const known = models.filter(({ weight }) => weight >= 0.01)
  const [only] = known
  if (known.length === 1 && only) return `The forecast sees ${only.words}.`
  const shares = known.map(({ words, weight }) => `${words} (${Math.round(weight * 100)} %)`)
  return `The forecast weighs ${shares.join(', ')} by their evidence.`
}
