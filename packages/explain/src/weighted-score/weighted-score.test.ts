import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import type { WeightedAnswer } from './contract.ts'
import { weighAnswers, type AnswerCell, type BaseMargin } from './weigh-answers.ts'

const count = fc.integer({ min: 1, max: 40 })
const bands = fc.tuple(count, count, count)
const sampleCells = fc
  .array(bands, { minLength: 12, maxLength: 12 })
  .map((list): AnswerCell[] =>
    list.map((each, at) => ({ key: [`s${at % 3}`, `r${Math.floor(at / 3)}`], bands: each })),
  )
const sizeOf = ({ bands: [low, middle, high] }: AnswerCell): number => low + middle + high
const marginOf = (cells: readonly AnswerCell[], at: number, scale: number): BaseMargin => {
  const customers = new Map<string, number>()
  for (const cell of cells)
    customers.set(cell.key[at]!, (customers.get(cell.key[at]!) ?? 0) + scale * sizeOf(cell))
  return { name: `m${at}`, label: `M${at}`, customers }
}
const rules = { score: 'nps', maxWeight: 5, level: 0.95 } as const

describe('weighing answers', () => {
  test("raking to the sample's own margins changes nothing", () => {
    fc.assert(
      fc.property(sampleCells, fc.integer({ min: 1, max: 1000 }), (cells, scale) => {
        const margins = [marginOf(cells, 0, scale), marginOf(cells, 1, scale)]
        const answer = weighAnswers({ ...rules, cells, margins })
        const n = cells.reduce((total, cell) => total + sizeOf(cell), 0)
        const net = cells.reduce((total, cell) => total + cell.bands[2] - cell.bands[0], 0)
        expect(answer.weighted).toMatchObject({ kind: 'estimate', n })
        expect(answer.weighted.kind === 'estimate' && answer.weighted.value).toBeCloseTo(
          (100 * net) / n,
          8,
        )
        expect(answer.designEffect).toBeCloseTo(1, 8)
        expect(answer.effective).toBeCloseTo(n, 6)
        expect(answer.largestWeight).toBeCloseTo(1, 8)
      }),
    )
  })

  test('the weighted shares are those of the base wherever weights are free', () => {
    fc.assert(
      fc.property(
        sampleCells,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }),
        (cells, sizes) => {
          const customers = new Map(sizes.map((size, at) => [`s${at}`, size]))
          const margins = [{ name: 's', label: 'S', customers }, marginOf(cells, 1, 1)]
          const answer = weighAnswers({ ...rules, maxWeight: 100, cells, margins })
          for (const { values } of answer.margins)
            for (const { baseShare, weightedShare } of values)
              expect(weightedShare).toBeCloseTo(baseShare, 6)
        },
      ),
    )
  })

  test('groups without customers and groups without answers are told, and the rest is weighted', () => {
    const cells: AnswerCell[] = [
      { key: ['a'], bands: [10, 10, 20] },
      { key: ['gone'], bands: [9, 0, 0] },
    ]
    const customers = new Map([
      ['a', 75],
      ['silent', 25],
    ])
    const answer = weighAnswers({
      ...rules,
      cells,
      margins: [{ name: 'g', label: 'G', customers }],
    })
    expect(answer.weighted).toMatchObject({ kind: 'estimate', n: 40, value: 25 })
    expect(answer.notes).toEqual([
      'G gone has no active customers: 9 answers count nothing.',
      'G silent is not in the weighted score: 25 customers (25.0 %), and nobody answered.',
    ])
  })

  test('too few answers give no weights, no NaN', () => {
    const margins = [{ name: 'g', label: 'G', customers: new Map([['a', 5]]) }]
    const answer = weighAnswers({ ...rules, cells: [], margins })
    expect(answer).toMatchObject({ weighted: { kind: 'insufficient', n: 0 }, designEffect: null })
  })
})

describe('with the real engine', () => {
  let workspace: TestWorkspace
  const segments = ['home', 'business', 'partner']

  /** 300 customers: 200 at home, 60 businesses, 40 partners; businesses answer most. */
  const customers = Array.from({ length: 300 }, (_, index) => ({
    customer_id: `c${index}`,
    since: '2024-01-01',
    segment: segments[index < 200 ? 0 : index < 260 ? 1 : 2]!,
    region: index % 3 === 0 ? 'Coast' : 'Inland',
  }))
  const answers = customers.flatMap((customer, index) => {
    const answered = customer.segment === 'business' || index % 4 === 0
    const score = customer.segment === 'business' ? 10 : index % 8 === 0 ? 3 : 8
    return [
      {
        response_id: `r${index}`,
        customer_id: customer.customer_id,
        survey: 'relationship',
        invited_at: '2026-05-01',
        at: '2026-05-03',
        nps: answered ? score : null,
      },
      {
        response_id: `q${index}`,
        customer_id: customer.customer_id,
        survey: 'relationship',
        invited_at: '2026-02-01',
        at: '2026-02-03',
        nps: index % 10 < 8 ? 9 : null,
      },
    ]
  })

  beforeAll(async () => {
    workspace = await openTestWorkspace('2026-07-01')
    await workspace.load('customers', customers)
    await workspace.load(
      'subscriptions',
      customers.map(({ customer_id }) => ({
        subscription_id: `s-${customer_id}`,
        customer_id,
        start: '2024-01-01',
        monthly: 10,
      })),
    )
    await workspace.load('responses', answers)
  })
  afterAll(() => workspace.close())

  const ask = (input: object) =>
    workspace.run<WeightedAnswer>('scores.weighted', {
      asOf: '2026-06-30',
      day: '2026-05-01',
      ...input,
    })

  test('one margin is post-stratification: the mean of the groups by their customers', async () => {
    const page = await ask({ margins: ['segment'] })
    const given = answers.filter(({ at, nps }) => at === '2026-05-03' && nps !== null)
    const npsOf = (segment: string): number => {
      const scores = given.flatMap(({ customer_id, nps }) =>
        customers.find((each) => each.customer_id === customer_id)!.segment === segment
          ? [nps!]
          : [],
      )
      const net = scores.reduce((sum, nps) => sum + (nps >= 9 ? 1 : nps <= 6 ? -1 : 0), 0)
      return (100 * net) / scores.length
    }
    const plain = (200 * npsOf('home') + 60 * npsOf('business') + 40 * npsOf('partner')) / 300
    expect(page.weighted.kind === 'estimate' && page.weighted.value).toBeCloseTo(plain, 8)
    expect(page.raw).toMatchObject({ kind: 'estimate', n: given.length })
    expect(page.margins[0]!.values.map(({ value, customers: size }) => [value, size])).toEqual([
      ['home', 200],
      ['business', 60],
      ['partner', 40],
    ])
    // Kish by hand: the weight of a group is its share of customers over its share of answers.
    const groups = page.margins[0]!.values.map(({ answers: n, baseShare, answerShare }) => ({
      n,
      weight: baseShare / answerShare,
    }))
    const total = groups.reduce((sum, { n, weight }) => sum + n * weight, 0)
    const squares = groups.reduce((sum, { n, weight }) => sum + n * weight ** 2, 0)
    expect(page.effective).toBeCloseTo(total ** 2 / squares, 6)
    expect(page.headline).toMatch(/^Weighted to our customers NPS is .+ below what the answers/)
  })

  test('segment and region are the usual margins; a filter leaves only its customers', async () => {
    const page = await ask({})
    // The import guesses that a column “region” is the unit; it goes by both names.
    expect(page.margins.map(({ name }) => name)).toEqual(['segment', 'unit'])
    const coast = await ask({ where: ['region=Coast'] })
    expect(coast.margins[1]!.values).toMatchObject([{ value: 'Coast', customers: 100 }])
  })

  test('the response rate is that of plain counting, and its fall is real', async () => {
    const { response } = await ask({})
    const answered = answers.filter(({ at, nps }) => at === '2026-05-03' && nps !== null).length
    expect(response.rate).toMatchObject({ kind: 'estimate', n: 300, value: answered / 300 })
    expect(response.drift.verdict).toBe('real')
    expect(response.drift.difference).toBeCloseTo(answered / 300 - 0.8, 10)
    expect(response.trend).toHaveLength(8)
  })

  test('a period without answers says so', async () => {
    const page = await ask({ day: '2025-05-01' })
    expect(page).toMatchObject({ raw: { kind: 'insufficient' }, difference: null })
    expect(page.headline).toBe('Too few have answered to say what NPS is.')
    await expect(ask({ margins: ['nothing'] })).rejects.toMatchObject({ code: 'input.dimension' })
  })
})
