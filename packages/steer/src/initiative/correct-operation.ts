import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, FealtyError } from '@fealty/core'
import { inTransaction } from '@fealty/store'
import type { SteerCall } from '../record-change.ts'
import { correctInput, shownInitiativeSchema, type ShownInitiative } from './contract.ts'
import { corrections } from './initiatives.ts'
import { keepInitiative, readOwn, showOne } from './one-initiative.ts'
import { takeReadings } from './readings.ts'

export const correctOperation = defineOperation({
  id: 'initiatives.correct',
  summary:
    'Decide a correction: go on, change the plan or stop, with the reason; the first plan stays',
  kind: 'command',
  input: correctInput,
  output: shownInitiativeSchema,
  errors: ['record.not-found', 'initiative.correction', 'initiative.window'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { initiativeId, choice, reason, plan, window }) {
    const isChange = choice === 'change-plan'
    if (isChange !== (plan !== undefined) || (window !== undefined && !isChange))
      throw new FealtyError('initiative.correction')
    if (window !== undefined && window.from > window.to) throw new FealtyError('initiative.window')
    const shown = await showOne(call, initiativeId)
    const { body, version } = await readOwn(call, initiativeId)
    const at = call.services.now().toISOString()
    const author = authorOf(call.actor)
    const days = window ?? body.window
    const number = body.plans.length + (plan ? 1 : 0)
    await inTransaction(call.services.store, async (store) => {
      const within = { ...call, services: { ...call.services, store } }
      await keepInitiative(within, initiativeId, version, reason, {
        ...body,
        window: days,
        plans: plan
          ? [...body.plans, { number, plan, window: days, author, at, reason }]
          : body.plans,
        stopped: choice === 'stop' ? { at, reason } : body.stopped,
      })
      await decide(within, shown, { choice, author, at, reason, planNumber: number })
    })
    await takeReadings(call)
    return showOne(call, initiativeId)
  },
})

/** The open correction is decided; without one the decision stands by itself. */
async function decide(
  { services, workspaceId }: SteerCall,
  shown: ShownInitiative,
  decision: NonNullable<ShownInitiative['corrections'][number]['decision']>,
): Promise<void> {
  const open = shown.corrections.find((one) => one.decision === null)
  const { snapshotId } = open ?? { snapshotId: shown.readings.at(-1)?.snapshotId ?? '' }
  await corrections.save(services.store, {
    workspaceId,
    id: open?.id ?? randomUUID(),
    parentId: shown.id,
    author: decision.author,
    at: decision.at,
    reason: decision.reason,
    body: {
      openedAt: open?.openedAt ?? decision.at,
      snapshotId,
      asOf: open?.asOf ?? shown.asOf,
      chance: open ? open.chance : shown.chance,
      realised: open?.realised ?? shown.booked,
      plannedToDate: open?.plannedToDate ?? shown.plannedToDate,
      decision,
    },
  })
}
