import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call, Day, Period } from '@fealty/core'
import { rangePeriod } from '@fealty/core'
import { openTestWorkspace, type TestFact, type TestWorkspace } from '../test/open-workspace.ts'
import { openContext, type MeasureContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import { hashedArm, hashShare, type ArmSplit } from './arm-split.ts'
import { countArms, listArms, measureArms } from './measure-arms.ts'

const arms = [
  { name: 'control', share: 0.5 },
  { name: 'treated', share: 0.5 },
]
const customers = Array.from({ length: 400 }, (_, index) => ({
  id: `C${String(index).padStart(4, '0')}`,
  region: ['North', 'South', 'East'][index % 3]!,
  account: `A${index % 90}`,
  pilot: index % 2 === 0 ? 'on' : 'off',
}))
/** Deterministic answers: several per customer, some customers never. */
const answers = customers.flatMap(({ id }, index) =>
  Array.from({ length: index % 4 }, (_, turn) => ({
    id: `${id}-${turn}`,
    customer: id,
    day: turn % 2 === 0 ? '2026-02-10' : '2026-01-10',
    nps: (index * 7 + turn * 5) % 11,
  })),
)
const orders = customers.flatMap(({ id }, index) =>
  index % 5 === 0
    ? []
    : ['2026-01-05', '2026-02-05', '2026-02-20'].map((day, turn) => ({
        customer: id,
        day,
        amount: `${(index % 13) + turn}.25`,
      })),
)

let workspace: TestWorkspace
let context: MeasureContext
beforeAll(async () => {
  workspace = await openTestWorkspace('2026-03-31')
  await workspace.load(
    'customers',
    customers.map(({ id, region, account, pilot }): TestFact => ({
      customer_id: id,
      account_id: account,
      'attr:region': region,
      'attr:pilot': pilot,
    })),
  )
  await workspace.load(
    'responses',
    answers.map(({ id, customer, day, nps }): TestFact => ({
      response_id: id,
      customer_id: customer,
      day,
      answered_at: `${day} 10:00:00`,
      nps: String(nps),
      survey: 'relationship',
    })),
  )
  await workspace.load(
    'orders',
    orders.map(({ customer, day, amount }): TestFact => ({
      customer_id: customer,
      day,
      ordered_at: `${day} 10:00:00`,
      amount,
    })),
  )
  context = await openContext(testCall(workspace.services), { where: [], level: 0.95 })
})
afterAll(() => workspace.close())

const testCall = (services: MeasureServices): Call<MeasureServices> => ({
  actor: { kind: 'nobody' },
  workspaceId: 'w1',
  services,
  today: '2026-03-31',
  signal: new AbortController().signal,
  progress: () => undefined,
})
const january: Period = rangePeriod('2026-01-01', '2026-02-01')
const february: Period = rangePeriod('2026-02-01', '2026-03-01')
const hash: ArmSplit = { by: 'hash', salt: 's1', arms }
const population = { where: [] as string[], unit: 'customer' as const, split: hash }

test('the hash is that of SHA-256, for ever', () => {
  expect(hashShare('salt', 'C000001')).toBe(1_415_809_351_084_036 / 2 ** 52)
  expect(hashedArm(arms, 'salt', 'C000001')).toBe('control')
  const three = ['a', 'b', 'c'].map((name) => ({ name, share: 1 / 3 }))
  const counts = { a: 0, b: 0, c: 0 }
  for (let id = 0; id < 3000; id += 1) {
    const arm = hashedArm(three, 'even', `C${id}`)
    counts[arm as keyof typeof counts] += 1
  }
  expect(counts).toEqual({ a: 986, b: 1026, c: 988 })
})

test('SQL and TypeScript put every customer into the same arm', async () => {
  const listed = await listArms(context, population, { after: '', limit: 1000 })
  expect(listed).toHaveLength(400)
  for (const { unitId, arm } of listed) expect(arm).toBe(hashedArm(arms, 's1', unitId))
  const page = await listArms(context, population, { after: 'C0397', limit: 10 })
  expect(page.map(({ unitId }) => unitId)).toEqual(['C0398', 'C0399'])
})

test('an account goes into one arm with all its customers', async () => {
  const counted = await countArms(context, { ...population, unit: 'account' })
  expect(counted.reduce((sum, { units }) => sum + units, 0)).toBe(90)
  expect(counted.reduce((sum, each) => sum + each.customers, 0)).toBe(400)
})

/** The same by hand, from the raw rows. */
function sumByHand(arm: string, of: (id: string, day: Day) => { y: number; x: number }) {
  const sums = { n: 0, y: 0, x: 0, yy: 0, xx: 0, xy: 0, yy01: 0 }
  for (const { id } of customers.filter(({ id }) => hashedArm(arms, 's1', id) === arm)) {
    const [before, now] = [of(id, '2026-01'), of(id, '2026-02')]
    if (now.x === 0) continue
    sums.n += 1
    sums.y += now.y
    sums.x += now.x
    sums.yy += now.y ** 2
    sums.xx += now.x ** 2
    sums.xy += now.x * now.y
    sums.yy01 += now.y * before.y
  }
  return sums
}
const npsOf = (id: string, month: string) =>
  answers
    .filter(({ customer, day }) => customer === id && day.startsWith(month))
    .reduce(
      (sum, { nps }) => ({ y: sum.y + (nps >= 9 ? 100 : nps <= 6 ? -100 : 0), x: sum.x + 1 }),
      { y: 0, x: 0 },
    )

test('a score by arm is a ratio clustered by customer, with its three counts', async () => {
  const answer = await measureArms(context, {
    metric: 'nps',
    where: ['survey=relationship'],
    population,
    windows: [january, february],
    onlyMeasured: true,
  })
  expect(answer.perUnit).toBe(false)
  for (const { arm, windows, cross, bands } of answer.arms) {
    const { yy01, ...hand } = sumByHand(arm, npsOf)
    expect(windows[1]).toEqual(hand)
    expect(cross.yy).toBe(yy01)
    const { detractor, passive, promoter } = bands!
    expect(detractor! + passive! + promoter!).toBe(hand.x)
    expect(100 * (promoter! - detractor!)).toBe(hand.y)
  }
})

test('a sum is a mean per unit, those who bought nothing included', async () => {
  const answer = await measureArms(context, {
    metric: 'revenue',
    where: [],
    population,
    windows: [january, february],
    onlyMeasured: true,
  })
  expect(answer.perUnit).toBe(true)
  const amount = (id: string, month: string) => ({
    y: orders
      .filter(({ customer, day }) => customer === id && day.startsWith(month))
      .reduce((sum, order) => sum + Number(order.amount), 0),
    x: 1,
  })
  for (const { arm, units, windows, cross } of answer.arms) {
    const hand = sumByHand(arm, amount)
    expect(units).toBe(hand.n)
    expect(windows[1]!.y).toBeCloseTo(hand.y, 9)
    expect(windows[1]!.yy).toBeCloseTo(hand.yy, 6)
    expect(cross.yy).toBeCloseTo(hand.yy01, 6)
  }
})

test('arms from an attribute or a list leave out whom they do not name', async () => {
  const byAttribute = await countArms(context, {
    ...population,
    where: ['region=North'],
    split: { by: 'attribute', attribute: 'pilot', arms: [{ name: 'treated', values: ['on'] }] },
  })
  expect(byAttribute).toEqual([{ arm: 'treated', units: 67, customers: 67 }])
  const rest = await countArms(context, {
    ...population,
    split: {
      by: 'attribute',
      attribute: 'region',
      arms: [
        { name: 'treated', values: ['North'] },
        { name: 'control', values: [] },
      ],
    },
  })
  expect(rest.map(({ units }) => units)).toEqual([266, 134])
  const listed = await countArms(context, {
    ...population,
    split: {
      by: 'list',
      rows: [
        { unitId: 'C0001', arm: 'treated' },
        { unitId: 'C0002', arm: 'control' },
        { unitId: 'gone', arm: 'control' },
      ],
    },
  })
  expect(listed.map(({ units }) => units)).toEqual([1, 1])
})
