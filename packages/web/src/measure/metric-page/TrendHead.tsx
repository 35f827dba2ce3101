import {
  formatDifference,
  formatPercent,
  toneOf,
  trend,
  trendTable,
  decimalsFor,
} from '@fealty/charts'
import type { MetricPage } from '../../api/contracts.ts'
import { betterOf, countedOf } from '../../ui/change-text.ts'
import { KeyFigure, RangeText } from '../../ui/MeasuredText.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { formatOf } from '../metric-format.ts'
import { chooseHappenings } from './choose-happenings.ts'
import { comparedLabel } from '../period-label.ts'

/** The value now with all that qualifies it, beside its line over time. */
export function TrendHead({ page }: { page: MetricPage }) {
  return (
    <div className="trend-head">
      <Aside page={page} />
      <BigTrend page={page} />
    </div>
  )
}

function Aside({ page }: { page: MetricPage }) {
  const { metric, now, change, yearChange, period, previous } = page
  const format = formatOf(metric, page.workspace.currency)
  const counted = countedOf(metric.unit, metric.id)
  const better = betterOf(metric.better)
  return (
    <div>
      <div className="aside-figure">
        <span className="muted">{period.label}</span>
        <KeyFigure measured={now} format={format} counted={counted} />
        <RangeText measured={now} format={format} counted={counted} />
        <VerdictMark
          change={change}
          format={format}
          better={better}
          against={comparedLabel(period, previous)}
        />
        <VerdictMark change={yearChange} format={format} better={better} against="a year before" />
      </div>
      <div className="aside-notes">
        <ResponseNote page={page} />
        <DetectableNote page={page} />
        {now.kind === 'insufficient' && <p>{now.why}</p>}
        {page.movedSince !== null && <p>Moved for real since {page.movedSince}.</p>}
      </div>
    </div>
  )
}

function ResponseNote({ page }: { page: MetricPage }) {
  const { now, trend: points } = page
  if (now.kind !== 'estimate' || now.responseRate === undefined) return null
  const before = points.at(-2)?.measured
  const former = before?.kind === 'estimate' ? before.responseRate : undefined
  const asked = Math.round(now.n / now.responseRate)
  const points100 = former === undefined ? 0 : Math.round((now.responseRate - former) * 100)
  const moved =
    points100 === 0
      ? ''
      : `, ${Math.abs(points100)} points ${points100 < 0 ? 'under' : 'over'} the period before`
  return (
    <p>
      Response {formatPercent(now.responseRate)} of {asked.toLocaleString('en-US')} asked{moved}.
    </p>
  )
}

function DetectableNote({ page }: { page: MetricPage }) {
  const { detectable, metric } = page
  if (detectable === null) return null
  const format = formatOf(metric, page.workspace.currency)
  const scale = metric.unit === 'share' ? 100 : 1
  const decimals = Math.min(2, decimalsFor(0, detectable * scale))
  const unit = metric.unit === 'share' || metric.unit === 'points' ? ' points' : ''
  return (
    <p>
      With this many a change under {formatDifference(detectable, format, decimals)}
      {unit} would not be seen.
    </p>
  )
}

function BigTrend({ page }: { page: MetricPage }) {
  const { metric } = page
  const format = formatOf(metric, page.workspace.currency)
  const better = betterOf(metric.better)
  const title = `${metric.title}, ${page.trend.length} periods`
  const tone = toneOf(page.change.verdict, page.change.difference ?? 0, better)
  const since = page.trend.find(
    ({ period }) =>
      page.movedSince !== null && [period.start, period.label].includes(page.movedSince),
  )?.period.start
  return (
    <SvgFigure
      name={metric.title}
      draw={({ width, theme, id }) =>
        trend(page.trend, {
          id,
          theme,
          title,
          format,
          width,
          height: width < 480 ? 240 : 290,
          happenings: chooseHappenings(page.happenings, width < 480 ? 4 : 8),
          ...(since === undefined ? {} : { moved: { since, tone } }),
        })
      }
      table={trendTable(page.trend, { title, format })}
    />
  )
}
