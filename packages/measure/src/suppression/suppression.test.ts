import { suppressed, type Actor, type AnyOperation, type Measured } from '@fealty/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metricCatalogue } from '../metric/catalogue.ts'
import { measureQueryOperation } from '../query/operation.ts'
import type { MeasureServices } from '../services.ts'
import { judgeChanges } from '../change/judge-changes.ts'
import { limitsHistoryOperation, settingsChangeOperation } from '../settings/operation.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'

let workspace: TestWorkspace

/** So many answers of each segment and region; one segment is small, one region of another. */
const sizes = {
  'Big North': 30,
  'Big South': 12,
  'Middle North': 9,
  'Middle South': 2,
  'Small North': 3,
}

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-03-01')
  const people = Object.entries(sizes).flatMap(([name, size]) => {
    const [segment, region] = name.split(' ') as [string, string]
    return Array.from({ length: size }, (_, at) => ({
      customer_id: `${name} ${at}`,
      segment,
      'attr:region': region,
    }))
  })
  await workspace.load('customers', people)
  await workspace.load(
    'responses',
    people.map(({ customer_id }, at) => ({
      response_id: `r${at}`,
      customer_id,
      at: '2026-01-10T00:00:00',
      day: '2026-01-10',
      nps: String((at * 7) % 11),
    })),
  )
  await workspace.load(
    'orders',
    people.map(({ customer_id }, at) => ({
      order_id: `o${at}`,
      customer_id,
      at: '2026-01-12T00:00:00',
      day: '2026-01-12',
      amount: String(10 + at),
    })),
  )
})
afterAll(() => workspace.close())

interface Row {
  segment: Record<string, string>
  measured: Measured
}

async function ask(metric: string, by: string[], where: string[] = [], actor?: Actor) {
  const input = { metric, by, where, every: 'quarter' }
  const { rows }: { rows: Row[] } = await workspace.run(measureQueryOperation, input, actor)
  return new Map(rows.map(({ segment, measured }) => [Object.values(segment).join(' '), measured]))
}

const withheld = (rows: Map<string, Measured>): string[] =>
  [...rows]
    .filter(([, measured]) => measured.kind === 'insufficient' && measured.reason === 'suppressed')
    .map(([name]) => name)
    .sort()

describe('answers of few people', () => {
  test('are withheld, with as many others as subtraction needs', async () => {
    const rows = await ask('nps', ['segment'])
    expect(withheld(rows)).toEqual(['Middle', 'Small'])
    expect(rows.get('Big')).toMatchObject({ kind: 'estimate', n: 42 })
    expect(rows.get('Small')).toEqual(rows.get('Middle'))
    expect(rows.get('Small')).toMatchObject({ n: 0, minimum: 5 })
  })

  test('a condition shows no more than the row of the table does', async () => {
    for (const segment of ['Small', 'Middle'])
      expect(withheld(await ask('nps', [], [`segment=${segment}`]))).toEqual([''])
    expect(withheld(await ask('nps', [], ['segment=Big']))).toEqual([])
    // All but the small ones, which the whole would give away; and both that are withheld, which it may.
    expect(withheld(await ask('nps', [], ['segment=Big', 'segment=Middle']))).toEqual([''])
    const both = await ask('nps', [], ['segment=Small', 'segment=Middle'])
    expect(both.get('')).toMatchObject({ kind: 'estimate', n: 14 })
  })

  test('a table by two dimensions fills no gap of the tables by one', async () => {
    const rows = await ask('nps', ['segment', 'region'])
    const gone = withheld(rows)
    expect(gone).toContain('Small North')
    expect(gone).toContain('Middle South')
    // Middle is withheld as a row, so its two cells may not add up to it, nor the columns less Big's.
    const shown = [...rows].filter(([name]) => !gone.includes(name)).map(([name]) => name)
    for (const name of ['Big North', 'Big South'])
      expect(shown.includes('Big North') && shown.includes('Big South') ? name : '').toBe('')
  })

  test('owners see the same as everybody, and what is no answer is left as it is', async () => {
    const viewer: Actor = {
      ...{ kind: 'person', id: 'p9', workspaceId: 'w1', role: 'viewer', units: [] },
    }
    expect(await ask('nps', ['segment'], [], viewer)).toEqual(await ask('nps', ['segment']))
    expect(withheld(await ask('revenue', ['segment', 'region']))).toEqual([])
    expect((await ask('revenue', ['segment'])).get('Small')).toMatchObject({ kind: 'estimate' })
  })

  test('an owner sets the limit, not below the floor, and the answers follow', async () => {
    const change = settingsChangeOperation as unknown as AnyOperation<MeasureServices>
    const set = (scores: number) =>
      workspace.run(change, { disclosure: { scores, comments: 8 } }) as Promise<unknown>
    await expect(set(2)).rejects.toThrow(/>=3/)
    await set(3)
    expect(withheld(await ask('nps', ['segment']))).toEqual([])
    await set(5)
    expect(withheld(await ask('nps', ['segment']))).toEqual(['Middle', 'Small'])
    await set(5)
    const history = limitsHistoryOperation as unknown as AnyOperation<MeasureServices>
    const to = (scores: number) => ({ scores, comments: 8 })
    // What changed nothing is no change; the limit that was refused is none either.
    expect(await workspace.run(history, {})).toMatchObject({
      changes: [
        { from: to(3), to: to(5), on: '2026-03-01' },
        { from: to(5), to: to(3), on: '2026-03-01' },
      ],
    })
  })

  test('a change of what is withheld says that, and not that there were too few', () => {
    const cell = (n: number) => ({ period: 0, key: [], statistics: null, measured: suppressed(n) })
    const pair = { metric: metricCatalogue.nps, now: cell(5), before: undefined }
    expect(judgeChanges([pair], 0.95)).toEqual([{ verdict: 'too few', reason: 'suppressed' }])
  })
})
