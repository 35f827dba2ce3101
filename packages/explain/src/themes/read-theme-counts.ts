import type { Period } from '@fealty/core'
import { sql, type Row, type Snapshot } from '@fealty/engine'
import type { MeasureContext } from '@fealty/measure'
import type { NpsCounts } from '@fealty/stats'
import { answerBase } from '../mentions/answer-base.ts'
import type { Sentiment } from '../sentiment/read-sentiment.ts'

/** What was counted of a period. */
export interface PeriodCounts {
  /** Answers with an NPS score by band. */
  all: NpsCounts
  comments: number
  /** Comments that name no theme. */
  without: number
}

/** What was counted of a theme in a period. */
export interface ThemePeriodCounts {
  named: NpsCounts
  /** Comments that name it, by what they say of it. */
  sentiment: Record<Sentiment, number>
}

export interface ThemeStatistics {
  periods: PeriodCounts[]
  /** By theme, one entry a period. */
  themes: Map<string, ThemePeriodCounts[]>
}

const noCounts = (): NpsCounts => ({ detractors: 0, passives: 0, promoters: 0 })
const noSentiment = (): Record<Sentiment, number> => ({
  positive: 0,
  mixed: 0,
  negative: 0,
  unsure: 0,
})

/** Counts by period, theme, band and sentiment: all that the page of themes needs, in two questions. */
export async function readThemeCounts(
  context: MeasureContext,
  snapshot: Snapshot,
  periods: readonly Period[],
): Promise<ThemeStatistics> {
  const { engine } = context.services
  const options = { signal: context.signal }
  const base = answerBase(context, periods)
  const [whole, named] = await Promise.all([
    engine.query(
      snapshot,
      sql`with ${base}, named as (select distinct comment_key from mentions where theme <> '')
select b.period, b.band, count(*) as answers, count(b.comment_key) as comments,
count(*) filter (where b.comment_key is not null and n.comment_key is null) as without
from base b left join named n on n.comment_key = b.comment_key group by 1, 2 order by 1, 2`,
      options,
    ),
    engine.query(
      snapshot,
      sql`with ${base}
select m.theme, b.period, b.band, m.sentiment, count(*) as answers
from base b join mentions m on m.comment_key = b.comment_key
where m.theme <> '' group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
      options,
    ),
  ])
  return { periods: sumPeriods(whole, periods.length), themes: sumThemes(named, periods.length) }
}

function sumPeriods(rows: readonly Row[], length: number): PeriodCounts[] {
  const periods = Array.from({ length }, () => ({ all: noCounts(), comments: 0, without: 0 }))
  for (const row of rows) {
    const period = periods[Number(row.period)]!
    addBand(period.all, row)
    period.comments += Number(row.comments)
    period.without += Number(row.without)
  }
  return periods
}

function sumThemes(rows: readonly Row[], length: number): Map<string, ThemePeriodCounts[]> {
  const themes = new Map<string, ThemePeriodCounts[]>()
  for (const row of rows) {
    const id = String(row.theme)
    const known =
      themes.get(id) ??
      Array.from({ length }, () => ({ named: noCounts(), sentiment: noSentiment() }))
    themes.set(id, known)
    const cell = known[Number(row.period)]!
    addBand(cell.named, row)
    cell.sentiment[String(row.sentiment) as Sentiment] += Number(row.answers)
  }
  return themes
}

/** An answer without an NPS score counts as a comment, not for the score. */
function addBand(counts: NpsCounts, { band, answers }: Row): void {
  if (band === null || band === undefined) return
  const name = band === 1 ? 'promoters' : band === -1 ? 'detractors' : 'passives'
  counts[name] += Number(answers)
}
