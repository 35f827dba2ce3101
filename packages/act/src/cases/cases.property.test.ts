import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FealtyError } from '@fealty/core'
import { listCaseEvents, listCases, type CaseEvent } from '@fealty/store'
import { actOperations } from '../index.ts'
import { openWorkbench, type Workbench } from '../test/open-workbench.ts'
import { caseMoves, caseStates, mayMove, type CaseMove } from './state-machine.ts'

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench('2026-11-23T09:00:00.000Z')
  await bench.load('customers', [{ customer_id: 'a' }, { customer_id: 'b' }])
  const save = actOperations.find(({ id }) => id === 'case-rules.save')
  const conditions = { scores: [{ kind: 'nps', lowest: 0, highest: 6 }] }
  await bench.run(save, { name: 'Detractors', conditions, hoursToDue: 8, reaskAfterDays: 1 })
})
afterAll(() => bench.close())

/** What each move's operation takes, beside the case and its version. */
const inputs: Record<CaseMove, { id: string; input: object }> = {
  contact: { id: 'cases.contact', input: { channel: 'phone', outcome: 'reached' } },
  resolve: { id: 'cases.resolve', input: { rootCause: 'Bill or price', action: 'Paid.' } },
  close: { id: 'cases.close', input: {} },
  reopen: { id: 'cases.reopen', input: { reason: 'Not solved.' } },
  dismiss: { id: 'cases.dismiss', input: { reason: 'A mistake.' } },
}
const moves = Object.keys(caseMoves) as CaseMove[]

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('answer' as const),
      customer: fc.constantFrom('a', 'b'),
      nps: fc.integer({ min: 0, max: 10 }),
    }),
    fc.record({
      kind: fc.constant('move' as const),
      move: fc.constantFrom(...moves),
      which: fc.nat({ max: 20 }),
      stale: fc.boolean(),
    }),
  ),
  { minLength: 5, maxLength: 25 },
)

/** All cases with their logs, as the store has them. */
async function readAll(): Promise<Map<string, { state: string; log: CaseEvent[] }>> {
  const { store } = bench.services
  const all = await listCases(store, 'w1')
  const read = all.map(async ({ id, state }) => {
    const log = await listCaseEvents(store, 'w1', id)
    return [id, { state, log }] as const
  })
  return new Map(await Promise.all(read))
}

let answers = 0

it('no route takes an illegal edge, loses a case or changes a line of a log', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      for (const step of walk) {
        const before = await readAll()
        const touched = await take(step)
        const after = await readAll()
        for (const [id, { state, log }] of before) {
          const now = after.get(id)
          expect(now, 'no case is lost').toBeDefined()
          expect(now!.log.slice(0, log.length), 'the log only grows').toEqual(log)
          if (now!.state === state) continue
          expect(id).toBe(touched)
          const legal = moves.some(
            (move) => mayMove(state as 'open', move) && caseMoves[move].to === now!.state,
          )
          expect(legal, `${state} to ${now!.state}`).toBe(true)
          expect(now!.log.length).toBe(log.length + 1)
        }
        for (const customer of ['a', 'b']) await expectOneOpen(customer)
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)

async function expectOneOpen(customerId: string): Promise<void> {
  const live = await listCases(bench.services.store, 'w1', {
    customerId,
    states: caseStates.slice(0, 3),
  })
  expect(live.length).toBeLessThanOrEqual(1)
}

/** Takes a step by the doors everybody has; gives the case it was about. */
async function take(step: Step): Promise<string> {
  if (step.kind === 'answer') {
    const { customer: customerId, nps } = step
    answers += 1
    await bench.answer({ responseId: `r${answers}`, customerId, scores: { nps } })
    return ''
  }
  const all = await listCases(bench.services.store, 'w1')
  const record = all[all.length - 1 - (step.which % Math.max(1, all.length))]
  if (!record) return ''
  const { id, input } = inputs[step.move]
  const version = record.version + (step.stale ? 1 : 0)
  const run = bench.run(
    actOperations.find((one) => one.id === id),
    { ...input, caseId: record.id, version },
  )
  // Writing down a contact is no move where first contact was made before.
  const allowed =
    !step.stale &&
    (mayMove(record.state, step.move) ||
      (step.move === 'contact' && mayMove(record.state, 'dismiss')))
  if (allowed) await run
  else await expect(run).rejects.toBeInstanceOf(FealtyError)
  return record.id
}

type Step =
  | { kind: 'answer'; customer: string; nps: number }
  | { kind: 'move'; move: CaseMove; which: number; stale: boolean }
