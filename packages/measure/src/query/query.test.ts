import { addDays, addMonths, daysBetween, type Measured } from '@fealty/core'
import { showSql } from '@fealty/engine'
import { npsInterval, ratioInterval, wilsonInterval } from '@fealty/stats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestWorkspace, type TestFact, type TestWorkspace } from '../test/open-workspace.ts'
import type { MetricId } from '../metric/contract.ts'
import { measureQueryOperation } from './operation.ts'

// A small company, made by arithmetic, whose numbers are computed a second time here, row by row.
const customerIds = Array.from({ length: 60 }, (_, index) => `c${index}`)
const regionOf = (id: string): string => (Number(id.slice(1)) % 3 === 0 ? 'North' : 'South')

const orders: TestFact[] = customerIds.flatMap((id, index) =>
  Array.from({ length: 1 + (index % 7) }, (_, turn) => {
    const day = addDays('2023-01-05', index * 3 + turn * (40 + index * 4))
    const back = index % 5 === 0 && turn === 1
    return {
      order_id: `o${index}-${turn}`,
      customer_id: id,
      at: `${day} 10:00:00`,
      day,
      amount: back ? '-3.10' : `${10 + index}.${String(turn * 7 + 10)}`,
      cost: `${5 + turn}.05`,
      channel: turn % 2 === 0 ? 'web' : 'shop',
    }
  }).filter(({ day }) => day <= '2025-12-31'),
)

const responses: TestFact[] = customerIds.flatMap((id, index) =>
  [0, 1].map((wave) => ({
    response_id: `r${index}-${wave}`,
    customer_id: id,
    invited_at: `2025-0${wave + 4}-02 08:00:00`,
    at: index % 4 === 3 ? null : `2025-0${wave + 4}-1${index % 9} 09:00:00`,
    day: `2025-0${wave + 4}-1${index % 9}`,
    survey: 'relationship',
    nps: index % 4 === 3 ? null : String((index * 7 + wave * 3) % 11),
    csat: index % 6 === 0 ? null : String(1 + ((index + wave) % 5)),
    'rating:Speed': String(1 + (index % 5)),
  })),
)

interface Answer {
  rows: {
    period: { start: string; end: string; label: string }
    segment: Record<string, string>
    measured: Measured
  }[]
  sql: string
}

let workspace: TestWorkspace

async function ask(metric: MetricId, input: object = {}): Promise<Answer> {
  return workspace.run(measureQueryOperation, { metric, ...input })
}

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-06-01')
  await workspace.load(
    'customers',
    customerIds.map((id) => ({
      customer_id: id,
      unit: regionOf(id),
      'attr:Plan': `P${Number(id.slice(1)) % 2}`,
    })),
  )
  await workspace.load('orders', orders)
  await workspace.load('responses', responses)
})

afterAll(() => workspace.close())

const answered = responses.filter(({ nps }) => nps !== null)
const npsOf = (rows: readonly TestFact[]): object => {
  const scores = rows.map(({ nps }) => Number(nps))
  return npsInterval({
    detractors: scores.filter((score) => score <= 6).length,
    passives: scores.filter((score) => score === 7 || score === 8).length,
    promoters: scores.filter((score) => score >= 9).length,
  })
}

describe('answers', () => {
  test('NPS of the whole equals a count by hand, with bands and response rate', async () => {
    const { rows } = await ask('nps')
    expect(rows).toHaveLength(1)
    expect(rows[0]!.measured).toMatchObject(npsOf(answered))
    expect(rows[0]!.measured).toMatchObject({ responseRate: answered.length / responses.length })
    const { bands } = rows[0]!.measured as { bands: Record<string, number> }
    expect(Object.values(bands).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })

  test('a quick answer to an invitation that others may still answer is not in the response rate', async () => {
    const late = await openTestWorkspace('2026-06-01')
    const invited = (day: string, id: string, nps: string | null): TestFact => ({
      response_id: id,
      customer_id: id,
      invited_at: `${day} 08:00:00`,
      at: nps === null ? null : `${day} 09:00:00`,
      day,
      survey: 'relationship',
      nps,
    })
    await late.load('responses', [
      ...Array.from({ length: 30 }, (_, index) => invited('2026-05-01', `y${index}`, '9')),
      ...Array.from({ length: 70 }, (_, index) => invited('2026-05-01', `n${index}`, null)),
      ...Array.from({ length: 40 }, (_, index) => invited('2026-05-28', `q${index}`, '2')),
    ])
    const { rows } = (await late.run(measureQueryOperation, { metric: 'nps' })) as Answer
    expect(rows[0]!.measured).toMatchObject({ n: 70, responseRate: 0.3 })
    await late.close()
  })

  test('cut by a customer’s unit and by month, each cell equals its own count', async () => {
    const { rows } = await ask('nps', { by: ['unit'], every: 'month' })
    const shown = rows.filter(({ measured }) => measured.kind === 'estimate')
    expect(shown).toHaveLength(4)
    for (const row of shown) {
      const own = answered.filter(
        (one) =>
          regionOf(one.customer_id!) === row.segment.unit &&
          one.day!.slice(0, 7) === row.period.start.slice(0, 7),
      )
      expect(row.measured).toMatchObject(npsOf(own))
    }
  })

  test('an attribute is found in any case, and a condition narrows the count', async () => {
    const { rows } = await ask('csat', { by: ['plan'], where: ['unit=North', 'unit=South'] })
    const satisfied = responses.filter(({ csat }) => csat !== null && Number(csat) >= 4)
    const n = responses.filter(({ csat }) => csat !== null).length
    const total = rows.reduce((sum, { measured }) => sum + measured.n, 0)
    expect(total).toBe(n)
    expect((await ask('csat')).rows[0]!.measured).toMatchObject(
      wilsonInterval({ successes: satisfied.length, n }),
    )
  })

  test('ratings are cut by question', async () => {
    const { rows } = await ask('rating', { by: ['question'] })
    const mean =
      responses.reduce((sum, one) => sum + Number(one['rating:Speed']), 0) / responses.length
    expect(rows.map(({ segment }) => segment)).toEqual([{ question: 'Speed' }])
    expect((rows[0]!.measured as { value: number }).value).toBeCloseTo(mean, 12)
  })

  test('as of an earlier day, later answers are not seen', async () => {
    const { rows } = await ask('nps', { asOf: '2025-04-30' })
    expect(rows[0]!.measured).toMatchObject(
      npsOf(answered.filter(({ day }) => day! <= '2025-04-30')),
    )
  })
})

const purchaseDays = (id: string): string[] =>
  orders.filter((one) => one.customer_id === id && Number(one.amount) > 0).map(({ day }) => day!)
const activeOn = (id: string, day: string): boolean =>
  purchaseDays(id).some((bought) => bought <= day && daysBetween(bought, day) < 365)

describe('purchases', () => {
  test('revenue is the exact decimal sum, by month too', async () => {
    const { rows } = await ask('revenue', { every: 'month' })
    const cents = (list: readonly TestFact[]): number =>
      list.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
    const all = rows.flatMap(({ measured }) => (measured.kind === 'estimate' ? [measured] : []))
    const total = all.reduce((sum, { exact }) => sum + Math.round(Number(exact) * 100), 0)
    expect(total).toBe(cents(orders))
    for (const row of rows) {
      const own = orders.filter(({ day }) => day!.slice(0, 7) === row.period.start.slice(0, 7))
      if (row.measured.kind === 'estimate') {
        expect(Math.round(Number(row.measured.exact) * 100)).toBe(cents(own))
      } else expect(own).toHaveLength(0)
    }
  })

  test('retention, churn and active customers agree with a count day by day', async () => {
    const asOf = '2025-12-31'
    const before = addDays(addMonths(addDays(asOf, 1), -12), -1)
    const was = customerIds.filter((id) => activeOn(id, before))
    const kept = was.filter((id) => activeOn(id, asOf))
    const at = (rows: Answer['rows'], start: string): Measured =>
      rows.find(({ period }) => period.start === start)!.measured
    const retention = await ask('retention', { every: 'year', asOf })
    expect(at(retention.rows, '2025-01-01')).toMatchObject(
      wilsonInterval({ successes: kept.length, n: was.length }),
    )
    expect(at(retention.rows, '2023-01-01')).toMatchObject({ kind: 'insufficient' })
    const churn = await ask('churn', { every: 'year', asOf })
    expect(at(churn.rows, '2025-01-01')).toMatchObject(
      wilsonInterval({ successes: was.length - kept.length, n: was.length }),
    )
    const active = await ask('active', { every: 'year', asOf })
    expect(at(active.rows, '2025-01-01')).toMatchObject({
      value: customerIds.filter((id) => activeOn(id, asOf)).length,
      complete: true,
    })
  })

  test('a running period has no state at its end yet', async () => {
    const { rows } = await ask('retention', { every: 'year', asOf: '2025-10-15' })
    expect(rows.at(-1)!.measured).toMatchObject({
      kind: 'insufficient',
      why: 'The period is not over yet.',
    })
  })

  describe('revenue retention by purchases equals sums by customer', () => {
    const net = (id: string, after: string, upTo: string): number =>
      orders
        .filter((one) => one.customer_id === id && one.day! > after && one.day! <= upTo)
        .reduce((sum, one) => sum + Number(one.amount), 0)
    const yearUpTo = (id: string, day: string): number =>
      net(id, addDays(addMonths(addDays(day, 1), -12), -1), day)
    const ratio = (pairs: readonly { x: number; y: number }[]): object => {
      const total = (f: (one: { x: number; y: number }) => number): number =>
        pairs.reduce((sum, one) => sum + f(one), 0)
      return ratioInterval({
        n: pairs.length,
        sumY: total(({ y }) => y),
        sumX: total(({ x }) => x),
        sumYY: total(({ y }) => y * y),
        sumXX: total(({ x }) => x * x),
        sumXY: total(({ x, y }) => x * y),
      })
    }
    const kept = (x: number, y: number): number => Math.max(0, Math.min(x, y))
    const lost = (x: number, y: number): number => Math.max(0, x - y)
    const yearBack = (day: string): string => addDays(addMonths(addDays(day, 1), -12), -1)

    // Months and years read the months, weeks the days; a year of weeks takes several passes.
    test.each([
      ['nrr', 'year', (x: number, y: number) => y],
      ['grr', 'year', kept],
      ['nrr', 'month', (x: number, y: number) => y],
      ['grr', 'week', kept],
      ['revenue-churn', 'month', lost],
      ['revenue-churn', 'week', lost],
    ] as const)('%s by %s', async (metric, every, value) => {
      const { rows } = await ask(metric, { every, asOf: '2025-12-31' })
      const shown = rows.filter(({ measured }) => measured.kind === 'estimate')
      expect(shown.length).toBeGreaterThanOrEqual({ year: 1, month: 12, week: 51 }[every])
      for (const { period, measured } of shown) {
        const last = addDays(period.end, -1)
        const from = metric === 'revenue-churn' ? addDays(period.start, -1) : yearBack(last)
        const pairs = customerIds
          .map((id) => ({ x: yearUpTo(id, from), now: yearUpTo(id, last) }))
          .filter(({ x }) => x > 0)
          .map(({ x, now }) => ({ x, y: value(x, now) }))
        const want = ratio(pairs) as { value: number; se: number; n: number }
        const got = measured as { value: number; se: number; n: number }
        expect(got.n).toBe(want.n)
        expect(got.value).toBeCloseTo(want.value, 9)
        expect(got.se).toBeCloseTo(want.se, 6)
      }
    })
  })

  test('a period asked for before is not asked again, and gives the same number', async () => {
    const { engine } = workspace.services
    const all = await ask('revenue', { by: ['unit'], every: 'month', to: '2025-06-30' })
    const asked: string[] = []
    const original = engine.query.bind(engine)
    engine.query = (snapshot, statement, options) => {
      asked.push(showSql(statement))
      return original(snapshot, statement, options)
    }
    try {
      const more = await ask('revenue', { by: ['unit'], every: 'month', to: '2025-07-31' })
      expect(more.rows.slice(0, all.rows.length)).toEqual(all.rows)
      expect(asked.join()).toContain(`date '2025-07-01'`)
      expect(asked.join()).not.toContain(`date '2025-06-01'`)
    } finally {
      engine.query = original
    }
  })

  test('repeat purchase rate over the whole history counts customers with two or more days', async () => {
    const { rows } = await ask('repeat-purchase')
    const buyers = customerIds.filter((id) => purchaseDays(id).length > 0)
    const repeat = buyers.filter((id) => new Set(purchaseDays(id)).size >= 2)
    expect(rows[0]!.measured).toMatchObject(
      wilsonInterval({ successes: repeat.length, n: buyers.length }),
    )
  })

  test('average order value and margin by channel', async () => {
    const { rows } = await ask('aov', { by: ['channel'] })
    for (const row of rows) {
      const own = orders.filter(
        (one) => one.channel === row.segment.channel && Number(one.amount) > 0,
      )
      const total = own.reduce((sum, one) => sum + Number(one.amount), 0)
      expect((row.measured as { value: number }).value).toBeCloseTo(total / own.length, 9)
    }
    const margin = await ask('margin', { by: ['channel'] })
    expect(margin.rows).toHaveLength(2)
  })
})

describe('questions that cannot be answered', () => {
  test('an unknown dimension names the known ones', async () => {
    await expect(ask('nps', { by: ['colour'] })).rejects.toThrow(/nothing called “colour”.*unit/)
  })

  test('a retention cannot be cut by a column of the answers', async () => {
    await expect(ask('retention', { by: ['survey'] })).rejects.toThrow(/nothing called “survey”/)
  })

  test('a manager sees the own units only, whatever the condition', async () => {
    const manager = {
      kind: 'person',
      id: 'm',
      workspaceId: 'w1',
      role: 'manager',
      units: ['North'],
    } as const
    const own = (await workspace.run(measureQueryOperation, { metric: 'nps' }, manager)) as Answer
    const north = answered.filter((one) => regionOf(one.customer_id!) === 'North')
    expect(own.rows[0]!.measured).toMatchObject(npsOf(north))
    const other = (await workspace.run(
      measureQueryOperation,
      { metric: 'nps', where: ['unit=South'] },
      manager,
    )) as Answer
    expect(other.rows[0]!.measured).toMatchObject({ kind: 'insufficient', n: 0 })
  })

  test('a value with a quote is bound, not spliced', async () => {
    const { rows } = await ask('nps', { where: ["unit=North' or 'a'='a"] })
    expect(rows[0]!.measured).toMatchObject({ kind: 'insufficient', n: 0 })
  })
})
