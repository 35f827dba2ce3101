import { addDays, FealtyError, rangePeriod, type Call, type Period } from '@fealty/core'
import { emptySql, sql, wholeNumber, type Snapshot, type Sql } from '@fealty/engine'
import { disclosureLimits, keepLast, openContext, type MeasureContext } from '@fealty/measure'
import type { z } from 'zod'
import { answerBase } from '../mentions/answer-base.ts'
import { ensureMentions } from '../mentions/ensure-mentions.ts'
import type { ExplainServices } from '../services.ts'
import { sentiments, type verbatimSearchInput, type verbatimSearchOutput } from './contract.ts'
import { shownDimension, toVerbatims, verbatimColumns } from './verbatim-rows.ts'

type Input = z.output<typeof verbatimSearchInput>

/** One page of the comments that meet all conditions, the newest first, always in the same order. */
export async function searchVerbatims(
  call: Call<ExplainServices>,
  input: Input,
): Promise<z.input<typeof verbatimSearchOutput>> {
  const context = await openContext(call, input)
  // What the page opens with is there while the engine is away; what is looked for is kept nowhere.
  const isFirst = input.page === 1 && input.text.trim() === ''
  const read = () => readPage(call, context, input)
  return isFirst ? keepLast(context, 'verbatims.search', input, read) : read()
}

async function readPage(
  call: Call<ExplainServices>,
  context: MeasureContext,
  input: Input,
): Promise<z.input<typeof verbatimSearchOutput>> {
  const { snapshot, dictionary } = await ensureMentions(
    call.services,
    context.snapshot,
    call.signal,
  )
  const { engine } = call.services
  const options = { signal: call.signal }
  const base = answerBase(
    context,
    [chooseRange(context, input)],
    verbatimColumns,
    shownDimension(context),
  )
  const asked = { asOf: context.asOf, page: input.page, pageSize: input.pageSize }
  const withheld = await limitMissed(context, snapshot, base)
  if (withheld !== null) return { ...asked, withheld, ...noComments }
  const matching = matchingSql(input, input.theme ?? '')
  const [page, counts, themes] = await Promise.all([
    engine.query(snapshot, pageSql(base, matching, input), options),
    engine.query(
      snapshot,
      sql`with ${base} select m.sentiment, count(*) as n ${matching} group by 1`,
      options,
    ),
    engine.query(snapshot, themesSql(base, input), options),
  ])
  const bySentiment = Object.fromEntries(
    sentiments.map((one) => [one, Number(counts.find((row) => row.sentiment === one)?.n ?? 0)]),
  ) as Record<(typeof sentiments)[number], number>
  const source = { engine, snapshot, signal: call.signal }
  return {
    ...asked,
    withheld,
    total: sentiments.reduce((sum, one) => sum + bySentiment[one], 0),
    bySentiment,
    byTheme: themes.flatMap((row) => {
      const theme = dictionary.themes.find(({ id }) => id === row.theme)
      return theme ? [{ themeId: theme.id, name: theme.name, n: Number(row.n) }] : []
    }),
    rows: await toVerbatims(source, dictionary, page),
  }
}

const noComments = {
  total: 0,
  bySentiment: { positive: 0, mixed: 0, negative: 0, unsure: 0 },
  byTheme: [],
  rows: [],
}

/**
 * The least number of comments of a group whose words are shown, where this group has fewer. What
 * counts is who is asked about, not which words, theme or score are looked for among them.
 */
export async function limitMissed(
  context: MeasureContext,
  snapshot: Snapshot,
  base: Sql,
): Promise<number | null> {
  const [row] = await context.services.engine.query(
    snapshot,
    sql`with ${base} select count(comment_key) as comments from base`,
    { signal: context.signal },
  )
  const comments = Number(row!.comments)
  const limit = disclosureLimits(context.workspace).comments
  return comments > 0 && comments < limit ? limit : null
}

/** The days asked for: all there are up to the as-of day unless told. */
export function chooseRange(
  context: MeasureContext,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Period {
  const last = to ?? context.asOf
  const first = from ?? '1970-01-01'
  if (first > last)
    throw new FealtyError('input.invalid', { problem: `${first} lies after ${last}` })
  return rangePeriod(first, addDays(last, 1))
}

/** `from … where …` of the comments and their reading under one theme, or as a whole (`''`). */
function matchingSql(input: Input, theme: string): Sql {
  const sentiment =
    input.sentiment === undefined ? emptySql : sql` and m.sentiment = ${input.sentiment}`
  return sql`from base b join mentions m on m.comment_key = b.comment_key and m.theme = ${theme}
where true${wordConditions(input)}${sentiment}`
}

const bandNumbers = { promoter: 1, passive: 0, detractor: -1 } as const

function wordConditions({ text, band }: Input): Sql {
  const terms = text
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '')
  const found = terms.reduce((conditions, term) => {
    const pattern = `%${term.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    return sql`${conditions} and lower(b.comment) like ${pattern} escape '\\'`
  }, emptySql)
  return band === undefined ? found : sql`${found} and b.band = ${bandNumbers[band]}`
}

function pageSql(base: Sql, matching: Sql, { page, pageSize }: Input): Sql {
  return sql`with ${base} select b.*, m.sentiment, m.confidence, m.language ${matching}
order by b.day desc, b.response_id, b.customer_id, b.comment_key
offset ${wholeNumber((page - 1) * pageSize)} limit ${wholeNumber(pageSize)}`
}

/** How many of the comments name each theme, whichever theme is asked for. */
function themesSql(base: Sql, input: Input): Sql {
  const sentiment =
    input.sentiment === undefined ? emptySql : sql` and m.sentiment = ${input.sentiment}`
  return sql`with ${base} select m.theme, count(*) as n
from base b join mentions m on m.comment_key = b.comment_key and m.theme <> ''
where true${wordConditions(input)}${sentiment} group by 1 order by 2 desc, 1`
}
