import { FealtyError, type Call } from '@fealty/core'
import { sql, wholeNumber, type Row } from '@fealty/engine'
import { openContext, unitWhere, readUnits } from '@fealty/measure'
import { answerBase } from '../mentions/answer-base.ts'
import { ensureMentions } from '../mentions/ensure-mentions.ts'
import type { ExplainServices } from '../services.ts'
import type { Verbatim } from './contract.ts'
import { chooseRange, limitMissed } from './search-verbatims.ts'
import { shownDimension, toVerbatims, verbatimColumns } from './verbatim-rows.ts'

export interface VerbatimChoice {
  /** Id of a unit of the tree; its customers and those of all units below it. */
  unit?: string
  /** Conditions `DIMENSION=VALUE`. */
  where?: readonly string[]
  /** First and last day, both inclusive. */
  from: string
  to: string
  /** How many at most. */
  count: number
  /** Only those that speak so of their theme. */
  sentiment?: 'positive' | 'negative'
}

/** A comment for a huddle is long enough to say something and short enough to be read aloud. */
const readable = { least: 15, most: 280 }

/**
 * A few comments that stand for what customers write: spread over the themes by turns, the commonest
 * theme first, of each theme those whose reading is surest. The same facts and dictionary always give
 * the same comments. No comment comes twice; a group with
 * fewer comments than the workspace's limit gives none.
 * @throws FealtyError `input.dimension`, `input.invalid`, `record.not-found` for an unknown unit
 */
export async function pickVerbatims(
  call: Call<ExplainServices>,
  choice: VerbatimChoice,
): Promise<Verbatim[]> {
  const where = [...(choice.where ?? []), ...(await conditionsOf(call, choice.unit))]
  const context = await openContext(call, { where, level: 0.95 })
  const { snapshot, dictionary } = await ensureMentions(
    call.services,
    context.snapshot,
    call.signal,
  )
  const { engine } = call.services
  const feeling = choice.sentiment ? sql` and m.sentiment = ${choice.sentiment}` : sql``
  const base = answerBase(
    context,
    [chooseRange(context, choice)],
    verbatimColumns,
    shownDimension(context),
  )
  if ((await limitMissed(context, snapshot, base)) !== null) return []
  const rows = await engine.query(
    snapshot,
    sql`with ${base}, named as (
select b.*, m.theme, m.sentiment, m.confidence, m.language, count(*) over (partition by m.theme) as theme_size,
row_number() over (partition by m.theme order by
  case when length(b.comment) between ${wholeNumber(readable.least)} and ${wholeNumber(readable.most)} then 0 else 1 end,
  case when m.sentiment = 'unsure' then 1 else 0 end, m.confidence desc, ${engine.dialect.md5(sql`b.comment_key || b.day`)}, b.response_id) as place
from base b join mentions m on m.comment_key = b.comment_key${feeling})
select * from named where place <= ${wholeNumber(4 * choice.count)}
order by case when theme = '' then 1 else 0 end, theme_size desc, theme, place`,
    { signal: call.signal },
  )
  const source = { engine, snapshot, signal: call.signal }
  return toVerbatims(source, dictionary, spread(rows, choice.count))
}

/** A unit that is not there must not read as the whole company, which has no condition either. */
async function conditionsOf(
  { services, workspaceId }: Call<ExplainServices>,
  unit: string | undefined,
): Promise<string[]> {
  if (unit === undefined) return []
  const units = await readUnits(services, workspaceId)
  if (!units.some(({ id }) => id === unit))
    throw new FealtyError('record.not-found', { what: 'unit' })
  return unitWhere(units, unit)
}

/** Rows by turns over the themes, in the order in which the themes come; those without a theme last. */
function spread(rows: readonly Row[], count: number): Row[] {
  const queues = new Map<string, Row[]>()
  for (const row of rows) {
    const theme = String(row.theme)
    queues.set(theme, [...(queues.get(theme) ?? []), row])
  }
  const whole = queues.get('') ?? []
  queues.delete('')
  const chosen: Row[] = []
  const seen = new Set<string>()
  const take = (queue: Row[]): boolean => {
    const at = queue.findIndex((row) => !seen.has(String(row.comment)))
    if (at < 0 || chosen.length >= count) return false
    const [row] = queue.splice(at, 1)
    seen.add(String(row!.comment))
    chosen.push(row!)
    return true
  }
  let more = true
  while (more && chosen.length < count) {
    more = false
    for (const queue of queues.values()) more = take(queue) || more
  }
  while (take(whole));
  return chosen
}
