import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Role } from '@fealty/core'
import { actOperations } from '../index.ts'
import type { huddleBoardOutput, huddlesOutput } from '../huddle/contract.ts'
import { openWorkbench, type Workbench } from '../test/open-workbench.ts'
import type { improvementSaved, improvementsOutput } from './contract.ts'

type Saved = z.output<typeof improvementSaved>
type List = z.output<typeof improvementsOutput>

let bench: Workbench
const run = <T>(id: string, input: object = {}, role?: Role, units?: string[]): Promise<T> =>
  bench.run(
    actOperations.find((one) => one.id === id),
    input,
    role,
    units,
  )
const active = { state: 'active', rootCause: 'Bill or price', owner: 'Finance lead' }

beforeAll(async () => {
  bench = await openWorkbench('2026-11-23T09:00:00.000Z')
  await bench.load(
    'customers',
    Array.from({ length: 120 }, (_, index) => ({ customer_id: `c${index}`, unit: 'north' })),
  )
  // Before the first of September everybody gives 3, from then on 9.
  await bench.load(
    'responses',
    Array.from({ length: 240 }, (_, index) => {
      const day = index < 120 ? `2026-08-${10 + (index % 20)}` : `2026-09-${10 + (index % 20)}`
      return {
        response_id: `r${index}`,
        customer_id: `c${index % 120}`,
        at: `${day} 10:00:00`,
        day,
        nps: index < 120 ? 3 : 9,
        ...(index % 5 === 0 ? { comment: `The bill was wrong, number ${index}.` } : {}),
      }
    }),
  )
})
afterAll(() => bench.close())

describe('the register of improvements', () => {
  it('measures before and after, as long on each side, and grades it C', async () => {
    await run('improvements.save', { title: 'A clear bill', ...active, since: '2026-09-01' })
    const { improvements } = await run<List>('improvements.list')
    expect(improvements[0]?.effect).toMatchObject({
      grade: 'C',
      days: 29,
      before: { kind: 'estimate', value: -100, n: 120 },
      after: { kind: 'estimate', value: 100, n: 120 },
      change: { verdict: 'real', difference: 200 },
    })
  })

  it('refuses the sixth that is under way, and takes it once one is done', async () => {
    const ids: Saved[] = []
    for (let count = 2; count <= 5; count += 1) {
      ids.push(await run<Saved>('improvements.save', { title: `No. ${count}`, ...active }))
    }
    const sixth = { title: 'No. 6', ...active }
    await expect(run('improvements.save', sixth)).rejects.toMatchObject({
      code: 'improvement.too-many',
    })
    const { id, version } = ids[0]!
    await run('improvements.save', {
      title: 'No. 2',
      ...active,
      id,
      state: 'done',
      expected: version,
    })
    expect(await run('improvements.save', sixth)).toMatchObject({ state: 'active' })
  })

  it('goes its way only: not back from its end, not under way without a cause', async () => {
    await expect(run('improvements.save', { title: 'x', state: 'active' })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await expect(run('improvements.save', { title: 'x', state: 'done' })).rejects.toMatchObject({
      code: 'improvement.move',
    })
    const raised = await run<Saved>('improvements.save', { title: 'Later' })
    const drop = { title: 'Later', id: raised.id, state: 'dropped' }
    await expect(run('improvements.save', drop)).rejects.toMatchObject({ code: 'input.invalid' })
    await run('improvements.save', { ...drop, reason: 'Not ours.' })
    await expect(run('improvements.save', { ...drop, state: 'done' })).rejects.toMatchObject({
      code: 'improvement.move',
    })
  })
})

describe('the huddle', () => {
  it('shows what changed and what customers say, and raises what it cannot solve', async () => {
    const board = await run<z.output<typeof huddleBoardOutput>>('huddle.board', { days: 14 })
    expect(board).toMatchObject({ from: '2026-09-16', to: '2026-09-29', unitName: 'Test' })
    const nps = board.changes.find(({ metric }) => metric.id === 'nps')
    expect(nps?.change.verdict).toBe('real')
    expect(board.verbatims).toHaveLength(5)
    const again = await run<z.output<typeof huddleBoardOutput>>('huddle.board', { days: 14 })
    expect(again.verbatims).toEqual(board.verbatims)
    const raised = [{ title: 'Bills come twice', rootCause: 'Bill or price' }]
    await run('huddle.hold', { present: 'Care lead, billing', raised })
    const { huddles } = await run<z.output<typeof huddlesOutput>>('huddle.list')
    expect(huddles[0]?.raised[0]?.title).toBe('Bills come twice')
    const { improvements } = await run<List>('improvements.list')
    expect(improvements.find(({ title }) => title === 'Bills come twice')?.state).toBe('raised')
    const { huddles: others } = await run<z.output<typeof huddlesOutput>>(
      'huddle.list',
      {},
      'manager',
      ['south'],
    )
    expect(others).toEqual([])
  })
})

describe('whether cases pay', () => {
  it('says too few where there are too few, and counts what is at risk', async () => {
    const answer = await run('cases.performance', {})
    expect(answer).toMatchObject({
      grade: 'C',
      customersWithCase: 0,
      customersWithout: 120,
      recovery: { verdict: 'too few', difference: { kind: 'insufficient' } },
      atRisk: { value: 0, complete: true },
    })
  })
})
