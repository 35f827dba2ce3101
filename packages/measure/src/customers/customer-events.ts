import { joinSql, sql, wholeNumber, type Dialect, type Row, type Sql } from '@fealty/engine'
import type { z } from 'zod'
import type { MeasureContext } from '../query/measure-context.ts'
import { currencyPlaces, moneyText, moneyUnits } from '../value/money.ts'
import type { customerOneOutput } from './contract.ts'

type One = z.input<typeof customerOneOutput>

/** A page of history shows so many events, the newest. */
const eventLimit = 500

/** Everything that happened with a customer up to the as-of day, newest first. */
export async function readEvents(context: MeasureContext, id: string): Promise<One['events']> {
  const { engine } = context.services
  const places = currencyPlaces(context.workspace.currency)
  const rows = await engine.query(context.snapshot, eventsSql(engine.dialect, context.asOf, id), {
    signal: context.signal,
  })
  return rows.map((row) => ({
    day: String(row.day),
    kind: row.kind as One['events'][number]['kind'],
    title: String(row.title ?? row.kind),
    detail: String(row.detail ?? ''),
    amount: row.amount === null ? null : moneyText(moneyUnits(row.amount!), places),
  }))
}

function eventsSql(dialect: Dialect, asOf: string, id: string): Sql {
  const until = dialect.day(asOf)
  const money = dialect.typeName('money')
  const none = sql`cast(null as ${money})`
  const parts = [
    sql`select day, case when sum(amount) < 0 then 'return' else 'order' end as kind,
      case when min(product) = max(product) then min(product) else cast(count(*) as varchar) || ' lines' end as title,
      concat_ws(' · ', order_id, min(channel)) as detail, cast(sum(amount) as ${money}) as amount
    from orders where customer_id = ${id} and day <= ${until} group by day, order_id`,
    sql`select day, 'contact', coalesce(reason, touchpoint), concat_ws(' · ', channel, outcome), cast(cost as ${money})
    from interactions where customer_id = ${id} and day <= ${until}`,
    sql`select day, 'answer', coalesce(touchpoint, survey),
      concat_ws(' · ', 'NPS ' || cast(nps as varchar), 'CSAT ' || cast(csat as varchar), 'CES ' || cast(ces as varchar)), ${none}
    from responses where customer_id = ${id} and day <= ${until} and (nps is not null or csat is not null or ces is not null or comment is not null)`,
    sql`select day, 'subscription start', product, coalesce(bundle, ''), cast(mrr as ${money})
    from subscriptions where customer_id = ${id} and day <= ${until}`,
    sql`select "end", 'subscription end', product, coalesce(bundle, ''), cast(mrr as ${money})
    from subscriptions where customer_id = ${id} and "end" is not null and "end" <= ${until}`,
    sql`select day, 'usage', metric, cast(sum(quantity) as varchar), ${none}
    from usage where customer_id = ${id} and day <= ${until} group by day, metric`,
  ]
  return sql`select day, kind, title, detail, amount from (${joinSql(parts, ' union all ')}) as events
order by day desc, kind, title, detail, amount limit ${wholeNumber(eventLimit)}`
}

/** The customer's answers to surveys, newest first; invitations without an answer are left out. */
export async function readAnswers(context: MeasureContext, id: string): Promise<One['answers']> {
  const { engine } = context.services
  const rows = await engine.query(
    context.snapshot,
    sql`select day, survey, touchpoint, nps, csat, ces, comment from responses
where customer_id = ${id} and (day is null or day <= ${engine.dialect.day(context.asOf)})
  and (nps is not null or csat is not null or ces is not null or comment is not null)
order by day desc nulls last, survey, touchpoint, response_id limit ${wholeNumber(eventLimit)}`,
    { signal: context.signal },
  )
  return rows.map(toAnswer)
}

function toAnswer(row: Row): One['answers'][number] {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]))
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]))
  return {
    day: text('day'),
    survey: text('survey'),
    touchpoint: text('touchpoint'),
    nps: number('nps'),
    csat: number('csat'),
    ces: number('ces'),
    comment: text('comment'),
  }
}
