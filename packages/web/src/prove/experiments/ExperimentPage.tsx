import { writeDay, writeDays } from '@fealty/core'
import { domainOf, trend, trendTable, widenToTicks } from '@fealty/charts'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ExperimentData } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { stripColumn } from '../../measure/strip-column.tsx'
import { formatOf } from '../../measure/metric-format.ts'
import { betterOf } from '../../ui/change-text.ts'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { KeyFigure, MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { asChange, asEffect } from '../effect-format.ts'
import { GradeMark } from '../GradeMark.tsx'
import { DesignSection } from './DesignSection.tsx'

const route = getRouteApi('/app/experiments/$experimentId')

/** One experiment: what was found, whether the design held, and what was written down before. */
export function ExperimentPage() {
  const { experimentId } = route.useParams()
  const answer = useQuestion('experiments.one', { experimentId })
  return (
    <Answered answer={answer}>
      {(data) => (
        <>
          <PageHead
            page={data.experiment.name}
            headline={data.effect.sentence}
            subline={
              <>
                <Link to="/experiments">Experiments</Link>{' '}
                {`· ${data.effect.metric.title} · ${writeDays(data.effect.window.from, data.effect.window.to)} · facts up to ${writeDay(data.effect.asOf, true)} · ${data.experiment.state}`}
              </>
            }
          />
          <div className="stack">
            <div className="trend-head">
              <Found data={data} />
              {data.effect.gaps.length > 0 ? <Gaps data={data} /> : <Arms data={data} />}
            </div>
            {data.effect.gaps.length > 0 && <Arms data={data} />}
            <Problems problems={data.effect.problems} />
            <DesignSection data={data} />
          </div>
        </>
      )}
    </Answered>
  )
}

function Found({ data: { effect } }: { data: ExperimentData }) {
  const { measured, format } = asEffect(effect.effect, effect.metric, effect.currency)
  const [first] = effect.comparisons
  const better = betterOf(effect.metric.better)
  return (
    <div>
      <div className="aside-figure">
        <span className="muted">
          Effect <GradeMark grade={effect.grade} />
        </span>
        <KeyFigure measured={measured} format={format} counted="customers" />
        <RangeText measured={measured} format={format} counted="customers" />
        <VerdictMark change={asChange(measured, effect.verdict)} format={format} better={better} />
      </div>
      <div className="aside-notes">
        <p>{effect.gradeReason}</p>
        {effect.relative !== null && (
          <p>
            Relative to the others:{' '}
            <RangeText measured={effect.relative} format={{ unit: 'share' }} />
          </p>
        )}
        {effect.alwaysValid && <p>This interval holds however often you look.</p>}
        {typeof first?.varianceReduction === 'number' && (
          <p>
            Knowing the past took off {Math.round(100 * Math.max(0, first.varianceReduction))} % of
            the noise (CUPED).
          </p>
        )}
        {effect.balance?.kind === 'estimate' && (
          <p>
            Before anything was done the arms differed by{' '}
            <RangeText {...asEffect(effect.balance, effect.metric, effect.currency)} />.
          </p>
        )}
      </div>
    </div>
  )
}

/** Treated minus control by month: level before the start when both moved alike. */
function Gaps({ data: { effect } }: { data: ExperimentData }) {
  const points = effect.gaps.map(({ period, measured }) => ({
    period,
    measured: asEffect(measured, effect.metric, effect.currency).measured,
  }))
  const { format } = asEffect(effect.effect, effect.metric, effect.currency)
  const title = 'Difference of the groups by month'
  // A start within a month is drawn where the first whole month after it begins.
  const start = effect.gaps.find(({ after }) => after)?.period.start
  const happenings = start === undefined ? [] : [{ day: start, name: 'after the start' }]
  return (
    <SvgFigure
      name={title}
      draw={({ width, theme, id }) =>
        trend(points, { id, theme, title, format, width, height: 260, happenings })
      }
      table={trendTable(points, { title, format, happenings })}
    />
  )
}

/** How many answers of each arm lie in which band, for a score that has bands. */
const bandsColumn: Column<ExperimentData['effect']['arms'][number]> = {
  id: 'bands',
  header: 'Answers',
  fold: 'middle',
  cell: ({ bands }) =>
    bands &&
    Object.entries(bands)
      .map(([name, count]) => `${count.toLocaleString('en-US')} ${name}${count === 1 ? '' : 's'}`)
      .join(', '),
}

function Arms({ data: { effect } }: { data: ExperimentData }) {
  const format = formatOf(effect.metric, effect.currency)
  const [low, high] = domainOf(effect.arms.map(({ outcome }) => outcome))
  const domain = widenToTicks(low, high, 4)
  return (
    <Section title="Arms" note={effect.sampleRatio ? writeSplit(effect.sampleRatio) : undefined}>
      <DataTable
        caption="Outcome of each arm"
        rows={effect.arms}
        keyOf={({ name }) => name}
        columns={[
          {
            id: 'name',
            header: 'Arm',
            cell: ({ name, role }) => (
              <>
                <span className="row-title">{name}</span>
                <br />
                <span className="range">{role}</span>
              </>
            ),
          },
          {
            id: 'units',
            header: 'Customers',
            align: 'right',
            cell: ({ units }) => units.toLocaleString('en-US'),
          },
          {
            id: 'outcome',
            header: effect.metric.title,
            align: 'right',
            cell: ({ outcome }) => (
              <>
                <MeasuredText measured={outcome} format={format} />
                <br />
                <RangeText measured={outcome} format={format} counted="customers" />
              </>
            ),
          },
          stripColumn<ExperimentData['effect']['arms'][number]>(
            { domain, format, width: 150 },
            ({ name, outcome }) =>
              outcome.kind === 'estimate' ? { title: name, row: { now: outcome } } : undefined,
            { fold: 'narrow' },
          ),
          ...(effect.arms.some(({ bands }) => bands) ? [bandsColumn] : []),
        ]}
        empty={<p className="quiet">Nobody is in an arm yet.</p>}
      />
    </Section>
  )
}

function writeSplit({ p, isMismatch }: { p: number; isMismatch: boolean }): string {
  const chance = p < 0.001 ? 'p under 0.001' : `p ${p.toFixed(2)}`
  return isMismatch ? `split not as planned, ${chance}` : `split as planned, ${chance}`
}

function Problems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null
  return (
    <Section title="Before you believe it">
      <ul className="notes-list">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Section>
  )
}
