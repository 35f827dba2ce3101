import fc from 'fast-check'
import { addDays } from '@fealty/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureRollups } from '../rollup/ensure-rollups.ts'
import { writeFacts } from '../rollup/test/write-facts.ts'
import { historyGroupsSql } from './histories.ts'
import { moneyText, moneyUnits } from './money.ts'
import { openWorkbench, type Workbench } from './test/workbench.ts'
import { whaleCurve, whaleStepsSql } from './whale.ts'
import { emptySql } from '@fealty/engine'

interface Line {
  customer: number
  day: number
  cents: number
}

const line = fc.record({
  customer: fc.integer({ min: 0, max: 6 }),
  day: fc.integer({ min: 0, max: 60 }),
  cents: fc.integer({ min: -2_000, max: 9_000 }),
})

let bench: Workbench
let runs = 0
beforeAll(async () => {
  bench = await openWorkbench()
})
afterAll(() => bench.close())

function toRow({ customer, day, cents }: Line) {
  return {
    customer_id: `c${customer}`,
    day: addDays('2024-01-01', day),
    amount: moneyText(BigInt(cents) * 100n),
  }
}

async function analyse(lines: readonly Line[]) {
  const { engine, dataFolder } = bench.services
  runs += 1
  const facts = await writeFacts(engine, dataFolder, `run${runs}`, { orders: lines.map(toRow) })
  const snapshot = await ensureRollups({ engine, dataFolder }, facts)
  const until = '2024-06-30'
  const whole = { until, basis: 'revenue' as const, joins: emptySql, conditions: emptySql }
  return {
    groups: await engine.query(snapshot, historyGroupsSql(engine.dialect, until)),
    whale: whaleCurve(await engine.query(snapshot, whaleStepsSql(engine.dialect, whole))),
  }
}

/** The same, counted one by one without SQL. */
function countByHand(lines: readonly Line[]) {
  const nets = new Map<number, number>()
  const days = new Map<number, Set<number>>()
  for (const { customer, day, cents } of lines) {
    nets.set(customer, (nets.get(customer) ?? 0) + cents)
    // These lines have no order id, so one of amount zero is an order free of charge.
    if (cents >= 0) days.set(customer, (days.get(customer) ?? new Set()).add(day))
  }
  return { nets: [...nets.values()], purchases: [...days.values()] }
}

describe('histories and whale curve', () => {
  it('equal a count by hand, whatever the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), async (lines) => {
        const there = await analyse(lines)
        const back = await analyse([...lines].reverse())
        expect(back).toEqual(there)
        const { nets, purchases } = countByHand(lines)
        const repeats = purchases.reduce((sum, days) => sum + days.size - 1, 0)
        const recency = purchases.reduce(
          (sum, days) => sum + Math.max(...days) - Math.min(...days),
          0,
        )
        const total = (column: string) =>
          there.groups.reduce((sum, row) => sum + Number(row[column]) * Number(row.w), 0)
        expect(there.groups.reduce((sum, row) => sum + Number(row.w), 0)).toBe(purchases.length)
        expect(total('x')).toBe(repeats)
        expect(total('tx')).toBe(recency)
        expect(there.whale.customers).toBe(nets.length)
        expect(there.whale.negative).toBe(nets.filter((net) => net < 0).length)
        expect(there.whale.total).toBe(BigInt(nets.reduce((sum, net) => sum + net, 0)) * 100n)
      }),
      { numRuns: 12, seed: 20240601 },
    )
  })
})

describe('exact money', () => {
  it('comes back from its text', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (cents) => {
        expect(moneyUnits(moneyText(cents * 100n))).toBe(cents * 100n)
      }),
    )
  })

  it('is rounded half away from zero and never says minus zero', () => {
    expect(moneyText(moneyUnits('1.0050'))).toBe('1.01')
    expect(moneyText(moneyUnits('-1.0050'))).toBe('-1.01')
    expect(moneyText(moneyUnits('-0.0049'))).toBe('0.00')
    expect(moneyText(moneyUnits('-0.5000'), 0)).toBe('-1')
  })
})
