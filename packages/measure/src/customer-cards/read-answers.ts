import { inChunks, type Call, type Day } from '@fealty/core'
import { emptySql, joinSql, sql, wholeNumber, type Row, type Sql } from '@fealty/engine'
import type { FactAlias } from '../metric/dimension.ts'
import type { MetricScope } from '../metric/metric-definition.ts'
import { scopeConditions, scopeJoins } from '../metric/scope-sql.ts'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import { resolveFilters } from '../query/resolve-filters.ts'
import type { MeasureServices } from '../services.ts'

/** One answer of one customer, as the facts have it. */
export interface AnswerCard {
  responseId: string | null
  customerId: string
  day: Day
  survey: string | null
  touchpoint: string | null
  channel: string | null
  nps: number | null
  csat: number | null
  ces: number | null
  comment: string | null
}

export interface AnswersAsked {
  /** These answers only. */
  responseIds?: readonly string[]
  customerIds?: readonly string[]
  /** First and last day, both inclusive. */
  from?: Day
  to?: Day
  /** Conditions `DIMENSION=VALUE`; several of one dimension are alternatives. */
  where?: readonly string[]
  /** Highest likelihood to recommend. */
  npsAtMost?: number
  withComment?: boolean
  limit: number
}

const fact: FactAlias = { table: 'responses', alias: 'f' }
const idsPerQuery = 1_000

/**
 * Answers of customers who are known by name or number, the newest first. A manager sees those of
 * the own units.
 * @throws FealtyError `input.dimension`, `input.invalid`
 */
export async function readAnswerCards(
  call: Call<MeasureServices>,
  asked: AnswersAsked,
): Promise<AnswerCard[]> {
  const context = await openContext(call, { where: asked.where ?? [], level: 0.95 })
  const ids = asked.responseIds ?? asked.customerIds
  if (ids === undefined) return readSome(context, asked, emptySql)
  const column = asked.responseIds ? sql`f.response_id` : sql`f.customer_id`
  const answers: AnswerCard[] = []
  for (const chunk of inChunks(ids, idsPerQuery)) {
    const list = chunk.map((id) => sql`${id}`)
    const named = sql` and ${column} in (${joinSql(list, ', ')})`
    answers.push(...(await readSome(context, asked, named)))
  }
  return answers
}

async function readSome(
  context: MeasureContext,
  asked: AnswersAsked,
  named: Sql,
): Promise<AnswerCard[]> {
  const { engine } = context.services
  const { dialect } = engine
  const scope: MetricScope = {
    dialect,
    periods: [],
    asOf: context.asOf,
    firstDay: context.asOf,
    basis: context.basis,
    groups: [],
    ratings: [],
    isMature: () => true,
    filters: resolveFilters(context.where, context.ownWhere, context.segments, {
      dimensions: context.dimensions,
      metric: { fact: 'responses' },
    }),
  }
  const { from, to, npsAtMost, withComment } = asked
  const conditions = [
    from === undefined ? emptySql : sql` and f.day >= ${dialect.day(from)}`,
    to === undefined ? emptySql : sql` and f.day <= ${dialect.day(to)}`,
    npsAtMost === undefined ? emptySql : sql` and f.nps <= ${wholeNumber(npsAtMost)}`,
    withComment === true ? sql` and f.comment is not null` : emptySql,
    named,
  ].reduce((all, one) => sql`${all}${one}`)
  const rows = await engine.query(
    context.snapshot,
    sql`select f.response_id, f.customer_id, f.day, f.survey, f.touchpoint, f.channel, f.nps, f.csat, f.ces, f.comment
from responses f${scopeJoins(scope, sql`f.customer_id`, fact)}
where f.day is not null and f.customer_id is not null
  and (f.nps is not null or f.csat is not null or f.ces is not null or f.comment is not null)${conditions}${scopeConditions(scope, fact)}
order by f.day desc, f.response_id, f.customer_id limit ${wholeNumber(asked.limit)}`,
    { signal: context.signal },
  )
  return rows.map(toAnswer)
}

function toAnswer(row: Row): AnswerCard {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]))
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]))
  return {
    responseId: text('response_id'),
    customerId: String(row.customer_id),
    day: String(row.day),
    survey: text('survey'),
    touchpoint: text('touchpoint'),
    channel: text('channel'),
    nps: number('nps'),
    csat: number('csat'),
    ces: number('ces'),
    comment: text('comment'),
  }
}
