import { bandBars, bandBarsTable, promoterBands, type Band } from '@fealty/charts'
import { answerScales, type AnswerScale } from '@fealty/core'
import type { MetricPage } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'

const colours = ['detractor', 'passive', 'promoter'] as const
const shownPeriods = 6

/** The bands of a scale in their order, worst first, with the scores they hold. */
function bandsOf(metric: string): readonly Band[] | undefined {
  if (metric === 'nps') return promoterBands
  if (!(metric in answerScales)) return undefined
  const { bands } = answerScales[metric as AnswerScale]
  return Object.entries(bands).map(([meaning, [from, to]], index) => ({
    name: from === to ? String(from) : `${from}–${to}`,
    meaning,
    colour: colours[index]!,
  }))
}

/** Who answers what: the shares behind the score, the latest periods below each other. */
export function BandSection({ page }: { page: MetricPage }) {
  const bands = bandsOf(page.metric.id)
  const latest = page.bands.slice(-shownPeriods)
  if (!bands || latest.length === 0) return null
  const scale = answerScales[page.metric.id as AnswerScale]
  const order = Object.keys(scale.bands)
  const rows = latest.map(({ period, bands: shares, n }) => ({
    name: period.label,
    parts: order.map((name) => shares[name] ?? 0),
    n,
  }))
  const title = 'Who answers what'
  return (
    <Section title={title} note="share of answers">
      <div className="section-body">
        <SvgFigure
          name={`${page.metric.title}: ${title}`}
          draw={({ width, theme, id }) => bandBars(rows, { id, theme, title, width, bands })}
          table={bandBarsTable(rows, { title, bands })}
        />
      </div>
    </Section>
  )
}
