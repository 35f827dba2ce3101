import { smallMultiples, smallMultiplesTable, toneOf } from '@fealty/charts'
import type { MetricPage } from '../../api/contracts.ts'
import { betterOf } from '../../ui/change-text.ts'
import { Section } from '../../ui/Section.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { formatOf } from '../metric-format.ts'

/** More small charts than these are no longer compared at a glance. */
const mostShown = 12

/** The same measure for each segment over time, small, on one axis. */
export function SegmentTrends({ page }: { page: MetricPage }) {
  const rows = page.breakdown.rows.filter((row) => row.trend.length > 1).slice(0, mostShown)
  if (rows.length < 2) return null
  const { metric } = page
  const format = formatOf(metric, page.workspace.currency)
  const better = betterOf(metric.better)
  const title = `${metric.title} by ${page.breakdown.dimension.replaceAll('_', ' ')} over time`
  const series = rows.map((row) => ({
    name: row.segment,
    points: row.trend,
    tone: toneOf(row.change.verdict, row.change.difference ?? 0, better),
  }))
  return (
    <Section title="Each over time" note={`one axis for all · ${page.trend.length} periods`}>
      <div className="section-body">
        <SvgFigure
          name={title}
          draw={({ width, theme, id }) =>
            smallMultiples(series, {
              id,
              theme,
              title,
              format,
              width,
              cellWidth: width < 480 ? 140 : 190,
            })
          }
          table={smallMultiplesTable(series, { title, format })}
        />
      </div>
    </Section>
  )
}
