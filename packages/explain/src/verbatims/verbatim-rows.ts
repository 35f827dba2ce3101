import { joinSql, sql, type Engine, type Row, type Snapshot, type Sql } from '@fealty/engine'
import type { MeasureContext } from '@fealty/measure'
import type { Sentiment } from '../sentiment/read-sentiment.ts'
import type { Dictionary } from '../themes/find-themes.ts'
import type { Verbatim } from './contract.ts'

/** Columns of `responses f` that a verbatim shows. */
export const verbatimColumns: Sql = sql`, f.response_id as response_id, f.customer_id as customer_id,
cast(f.day as varchar) as day, f.comment as comment, f.nps as nps, f.unit as unit`

/** The dimension beside a verbatim, where the company has it. */
export function shownDimension(context: MeasureContext): string[] {
  return context.dimensions.some(({ name }) => name === 'segment') ? ['segment'] : []
}

/** Rows of the base with its reading, as verbatims with the themes that each names. */
export async function toVerbatims(
  source: { engine: Engine; snapshot: Snapshot; signal: AbortSignal },
  dictionary: Dictionary,
  rows: readonly Row[],
): Promise<Verbatim[]> {
  const themes = await readThemesOf(source, dictionary, rows)
  return rows.map((row) => ({
    responseId: textOf(row.response_id),
    customerId: textOf(row.customer_id),
    day: String(row.day),
    words: String(row.comment),
    language: String(row.language),
    nps: row.nps === null || row.nps === undefined ? null : Number(row.nps),
    segment: textOf(row.g0),
    unit: textOf(row.unit),
    sentiment: String(row.sentiment) as Sentiment,
    confidence: Number(row.confidence),
    themes: themes.get(String(row.comment_key)) ?? [],
  }))
}

const textOf = (cell: Row[string] | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell)

async function readThemesOf(
  { engine, snapshot, signal }: { engine: Engine; snapshot: Snapshot; signal: AbortSignal },
  dictionary: Dictionary,
  rows: readonly Row[],
): Promise<Map<string, Verbatim['themes']>> {
  const found = new Map<string, Verbatim['themes']>()
  if (rows.length === 0) return found
  const keys = joinSql(
    [...new Set(rows.map((row) => String(row.comment_key)))].map((key) => sql`${key}`),
    ', ',
  )
  const mentions = await engine.query(
    snapshot,
    sql`select comment_key, theme, sentiment, spans from mentions where theme <> '' and comment_key in (${keys}) order by comment_key, theme`,
    { signal },
  )
  for (const mention of mentions) {
    const theme = dictionary.themes.find(({ id }) => id === mention.theme)
    if (!theme) continue
    const key = String(mention.comment_key)
    const known = found.get(key) ?? []
    known.push({
      themeId: theme.id,
      name: theme.name,
      sentiment: String(mention.sentiment) as Sentiment,
      spans: readSpans(String(mention.spans)),
    })
    found.set(key, known)
  }
  return found
}

function readSpans(text: string): { start: number; end: number }[] {
  return text
    .split(' ')
    .filter((span) => span !== '')
    .map((span) => {
      const [start, end] = span.split('-').map(Number)
      return { start: start!, end: end! }
    })
}
