import { addDays, type BackgroundCall, type Day } from '@fealty/core'
import { identifier, sql, type Sql } from '@fealty/engine'
import { readPopulation, type MeasureContext } from '@fealty/measure'
import { listImports, type InvitationPlanRun, type Workspace } from '@fealty/store'
import { momentAt } from '../budget/open-hours.ts'
import type { ListenServices } from '../services.ts'
import type { Plan, PlanMode } from './contract.ts'
import { backgroundContext } from './plan-facts.ts'
import { toCandidate, type DrawnForPlan } from './draw.ts'
import { placeOf } from './turn.ts'

type EventMode = Extract<PlanMode, { kind: 'event' }>
type Call = Pick<BackgroundCall<ListenServices>, 'services' | 'signal'>

/** An event of a customer that a plan may ask about. */
export interface Occasion {
  customerId: string
  /** The interaction, order or contract, with the day: the same event is asked about once. */
  occasion: string
  day: Day
  touchpoint: string | null
}

/** Events longer ago than this are not asked about any more. */
export const freshDays = 14
const wholeShare = 2 ** 48

/**
 * Events that came with imports the plan has not looked at, of customers it is for. A renewal comes by
 * the calendar and not by an import, so it is looked for each day.
 */
export async function findTriggered(
  call: Call,
  workspace: Workspace,
  plan: Plan,
  run: InvitationPlanRun | undefined,
  today: Day,
): Promise<DrawnForPlan> {
  const { mode } = plan
  const imports = await listImports(call.services.store, workspace.id)
  const newest = Math.max(0, ...imports.map(({ seq }) => seq))
  const seen = run?.lastImportSeq ?? 0
  const worked =
    mode.kind === 'event' && mode.event === 'renewal' ? run?.lastDay === today : newest <= seen
  if (mode.kind !== 'event' || worked) return { drawn: [], lastImportSeq: newest }
  const context = await backgroundContext(call, workspace.id, today, plan.where)
  const occasions = await readOccasions(context, plan.id, mode, {
    from: addDays(today, -freshDays),
    to: today,
  })
  const customerIds = [...new Set(occasions.map(({ customerId }) => customerId))]
  const people = new Map(
    (await readPopulation(context, { cut: plan.cut, customerIds })).map((person) => [
      person.customerId,
      person,
    ]),
  )
  const drawn = occasions.flatMap(({ customerId, occasion, day, touchpoint }) => {
    const person = people.get(customerId)
    if (person === undefined) return []
    const wished = mode.event === 'renewal' ? today : addDays(day, mode.days)
    const dueAt = momentAt(wished, '00:00', workspace.timeZone).toISOString()
    return [{ occasion, dueAt, touchpoint, candidate: toCandidate(person) }]
  })
  return { drawn, lastImportSeq: newest }
}

/** The events of a plan within days, in their order; its share of them, chosen by their hash. */
export async function readOccasions(
  context: MeasureContext,
  planId: string,
  mode: EventMode,
  days: { from: Day; to: Day },
): Promise<Occasion[]> {
  const rows = await context.services.engine.query(
    context.snapshot,
    occasionsSql(context, mode, days),
    { signal: context.signal },
  )
  return rows
    .map((row) => ({
      customerId: String(row.customer_id),
      occasion: `${mode.event} ${String(row.event_id)} ${String(row.day)}`,
      day: String(row.day),
      touchpoint: row.touchpoint === null ? null : String(row.touchpoint),
    }))
    .filter(
      ({ occasion, customerId }) => placeOf(planId, occasion, customerId) < mode.share * wholeShare,
    )
}

function occasionsSql(
  { services }: MeasureContext,
  mode: EventMode,
  days: { from: Day; to: Day },
): Sql {
  const { dialect } = services.engine
  const from = dialect.day(days.from)
  const to = dialect.day(days.to)
  const touchpoint =
    mode.touchpoint === undefined ? sql`` : sql` and touchpoint = ${mode.touchpoint}`
  switch (mode.event) {
    case 'interaction-closed':
      return sql`select customer_id, interaction_id as event_id, day, touchpoint from interactions
where interaction_id is not null and day > ${from} and day <= ${to}${touchpoint} order by day, event_id`
    case 'order-delivered':
      return sql`select customer_id, order_id as event_id, min(day) as day, cast(null as varchar) as touchpoint
from orders where order_id is not null and day > ${from} and day <= ${to} and amount > 0
group by customer_id, order_id order by day, event_id`
    case 'renewal': {
      // A contract without an end renews each year on the day it began.
      const end = identifier('end')
      const first = dialect.day(addDays(days.from, mode.days))
      const last = dialect.day(addDays(days.to, mode.days))
      return sql`select customer_id, subscription_id as event_id, renews as day, cast(null as varchar) as touchpoint from (
  select customer_id, subscription_id, ${end},
    ${dialect.addMonths(identifier('start'), sql`(12 * (extract(year from ${last}) - extract(year from start)))`)} as renews, start
  from subscriptions where ${end} is null and subscription_id is not null
) s where renews > start and renews > ${first} and renews <= ${last} order by renews, event_id`
    }
  }
}
