import { addDays, addMonths } from '@fealty/core'
import { sql } from '@fealty/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openContext } from '../query/measure-context.ts'
import type { FactRows } from '../rollup/test/write-facts.ts'
import { fitInput, scoreInput, scoreOutput, whaleInput } from './contract.ts'
import { valueOperations } from './operation.ts'
import { openWorkbench, type Workbench } from './test/workbench.ts'

const [fit, score, whale] = valueOperations
let bench: Workbench

beforeEach(async () => {
  bench = await openWorkbench()
})
afterEach(() => bench.close())

/** The survivors of the regular customers in Fader and Hardie (2007), Table 1, years 0 to 7. */
const survivors = [1000, 631, 468, 382, 326, 289, 262, 241]

/** One contract per customer: who is lost at renewal k ends k years after the start. */
function contracts(fee: string | null): NonNullable<FactRows['subscriptions']> {
  const start = '2010-03-15'
  return survivors.flatMap((count, year) => {
    const next = survivors[year + 1]
    const number = next === undefined ? count : count - next
    const end = next === undefined ? null : addMonths(start, 12 * (year + 1))
    return Array.from({ length: number }, (_, index) => ({
      customer_id: `${year}-${index}`,
      day: start,
      end,
      mrr: fee,
    }))
  })
}

describe('the sBG from subscriptions', () => {
  // Authority: Fader and Hardie (2007), J. Interactive Marketing 21: .704, 1.182, −1680.3.
  it('reproduces the published fit from contracts by year', async () => {
    await bench.load({ subscriptions: contracts('10') })
    const answer = await fit.run(
      bench.call(),
      fitInput.parse({ model: 'sbg', period: 'year', until: '2017-03-15' }),
    )
    expect(answer.parameters.alpha).toBeCloseTo(0.7041, 4)
    expect(answer.parameters.beta).toBeCloseTo(1.182, 4)
    expect(answer.logLikelihood).toBeCloseTo(-1680.265, 3)
    expect(answer).toMatchObject({ customers: 1000, unit: 'year', model: 'sbg' })
  })

  it('scores contracts: ended ones at nothing, running ones between their bounds', async () => {
    await bench.load({ subscriptions: contracts('10') })
    const answer = scoreOutput.parse(
      await score.run(bench.call(), scoreInput.parse({ until: '2017-03-15', horizonDays: 365 })),
    )
    expect(answer).toMatchObject({ model: 'sbg', customers: 1000, basis: 'revenue' })
    const context = await openContext(bench.call(), { where: [], level: 0.95 })
    const [row] = await bench.services.engine.query(
      context.snapshot,
      sql`select sum(case when value = 0 then 1 else 0 end) as ended, max(value) as most,
        min(case when value > 0 then value - value_low end) as above,
        min(case when value > 0 then value_high - value end) as below
      from customer_value`,
    )
    expect(row).toMatchObject({ ended: 1000 - 241 })
    // Twelve fees of 10, discounted at 10 % a year, are 115 when nobody leaves.
    expect(Number(row!.most)).toBeGreaterThan(100)
    expect(Number(row!.most)).toBeLessThan(115)
    expect(Number(row!.above)).toBeGreaterThanOrEqual(0)
    expect(Number(row!.below)).toBeGreaterThanOrEqual(0)
  })
})

/** Buyers of different habits over two years; `cost` of every line where costs are known. */
function orders(cost: (amount: number) => number | null): NonNullable<FactRows['orders']> {
  return Array.from({ length: 60 }, (_, customer) =>
    Array.from({ length: 1 + (customer % 7) }, (_unused, visit) => {
      const amount = 10 + ((customer * 7 + visit * 3) % 40)
      const known = cost(amount)
      return {
        customer_id: `c${customer}`,
        day: addDays('2022-01-01', ((customer * 5) % 200) + visit * (20 + (customer % 11) * 9)),
        amount: String(amount),
        cost: known === null ? null : String(known),
      }
    }),
  ).flat()
}

describe('value.score', () => {
  it('values margin where costs are known, and may find a customer who destroys value', async () => {
    await bench.load({
      orders: orders((amount) => amount / 2),
      costs: [{ customer_id: 'c6', day: '2023-12-01', kind: 'service', amount: '5000' }],
    })
    const answer = await score.run(bench.call(), scoreInput.parse({}))
    expect(answer.basis).toBe('profit')
    const context = await openContext(bench.call(), { where: [], level: 0.95 })
    const rows = await bench.services.engine.query(
      context.snapshot,
      sql`select customer_id, value, value_low, value_high, band, p_alive from customer_value order by customer_id`,
    )
    expect(rows).toHaveLength(60)
    for (const row of rows) {
      expect(Number(row.p_alive)).toBeGreaterThanOrEqual(0)
      expect(Number(row.p_alive)).toBeLessThanOrEqual(1)
      expect(Number(row.value_low)).toBeLessThanOrEqual(Number(row.value_high))
    }
    const destroyer = rows.find((row) => row.customer_id === 'c6')!
    expect(destroyer.band).toBe('destroyers')
    expect(Number(destroyer.value)).toBeLessThan(0)
  })

  it('scores later facts with the last model, and never twice the same', async () => {
    await bench.load({ orders: orders(() => null) })
    const first = await score.run(bench.call(), scoreInput.parse({}))
    expect(await score.run(bench.call(), scoreInput.parse({}))).toEqual(first)
    await bench.load({ orders: [{ customer_id: 'new', day: '2022-02-02', amount: '5' }] })
    const context = await openContext(bench.call(), { where: [], level: 0.95 })
    const [row] = await bench.services.engine.query(
      context.snapshot,
      sql`select count(*) as customers, min(model_id) as model from customer_value`,
    )
    expect(row).toEqual({ customers: 61, model: first.modelId })
    const other = await score.run(bench.call(), scoreInput.parse({ horizonDays: 365 }))
    expect(other.modelId).not.toBe(first.modelId)
  })

  it('says in words that there is nothing to fit', async () => {
    await expect(score.run(bench.call(), scoreInput.parse({}))).rejects.toMatchObject({
      code: 'data.none',
    })
    await bench.load({ orders: [{ customer_id: 'a', day: '2022-02-02', amount: '5' }] })
    await expect(score.run(bench.call(), scoreInput.parse({}))).rejects.toMatchObject({
      code: 'value.unfit',
    })
  })
})

describe('value.whale', () => {
  it('takes costs off and counts customers who only cost', async () => {
    await bench.load({
      orders: [
        { customer_id: 'a', day: '2024-01-01', amount: '100', cost: '40' },
        { customer_id: 'b', day: '2024-01-01', amount: '20' },
      ],
      interactions: [{ customer_id: 'c', day: '2024-01-02', cost: '30' }],
    })
    const answer = await whale.run(bench.call(), whaleInput.parse({}))
    expect(answer).toMatchObject({ basis: 'profit', customers: 3, total: '50.00', negative: 1 })
    expect(answer.peak).toBeCloseTo(1.6, 12)
    const revenue = await whale.run(bench.call(), whaleInput.parse({ basis: 'revenue' }))
    expect(revenue).toMatchObject({ total: '120.00', negative: 0, peak: 1 })
  })

  it('gives no shares of a total that is not above zero', async () => {
    await bench.load({ orders: [{ customer_id: 'a', day: '2024-01-01', amount: '-5' }] })
    const answer = await whale.run(bench.call(), whaleInput.parse({}))
    expect(answer).toMatchObject({ total: '-5.00', negative: 1, peak: null, share: [] })
  })
})
