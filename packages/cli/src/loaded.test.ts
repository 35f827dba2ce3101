import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runFealty } from './test/run-fealty.ts'

/** The stable commands on facts that were imported, as a person calls them one after the other. */

const folder = mkdtempSync(join(tmpdir(), 'fealty-loaded-'))
const data = join(folder, 'data')

// Eighty customers; customer n buys every n + 20 days, each with one return of 5.00.
const orders = Array.from({ length: 80 }, (_, customer) =>
  Array.from({ length: Math.floor(700 / (customer + 20)) }, (_, turn) => {
    const day = new Date(Date.UTC(2023, 0, 1 + customer + turn * (customer + 20)))
    const amount = turn === 1 ? '-5.00' : `${20 + (customer % 7)}.50`
    return `c${customer},${day.toISOString().slice(0, 10)},${amount},${customer % 2 === 0 ? 'web' : 'shop'}`
  }),
).flat()

async function json<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await runFealty(...args, '--data', data, '--json')
  expect(code, err).toBe(0)
  return JSON.parse(out) as T
}

beforeAll(() => {
  const rows = [...orders, 'c1,not a day,3.00,web', orders[0]!]
  writeFileSync(join(folder, 'orders.csv'), ['customer_id,at,amount,channel', ...rows].join('\n'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('on loaded facts', () => {
  test('an import tells what became of every row', async () => {
    const report = await json<Record<string, unknown>>(
      ...['import', 'orders', join(folder, 'orders.csv'), '--clean', 'exact-duplicates'],
    )
    expect(report).toMatchObject({
      rowsIn: orders.length + 2,
      kept: orders.length,
      rejected: 1,
      dropped: { 'exact-duplicates': 1 },
    })
    expect(report.rejectsFile).toMatch(/rejects.*\.csv$/)
  })

  test('the same file again is recognised: code 2 and one line', async () => {
    const { code, err } = await runFealty(
      ...['import', 'orders', join(folder, 'orders.csv'), '--clean', 'exact-duplicates'],
      ...['--data', data],
    )
    expect(code).toBe(2)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  test('targets are the same in the terminal and over the API', async () => {
    const binding = JSON.stringify({ kind: 'metric', metric: 'revenue' })
    const kpi = await json<{ id: string }>(
      ...[
        'kpis',
        'save',
        '--name',
        'Revenue',
        '--binding',
        binding,
        '--accountable',
        'Head of Sales',
      ],
    )
    await json(
      ...['targets', 'save', '--name', 'More', '--kpi-id', kpi.id, '--goal', '100'],
      ...['--direction', 'up', '--deadline', '2023-06-30', '--accountable', 'Head of Sales'],
    )
    const answer = await json<{ targets: { status: string }[] }>('targets')
    expect(answer.targets.map(({ status }) => status)).toEqual(['met'])
    expect(answer).toEqual(await json('targets', 'list'))
  })

  test('data, metrics and segments tell what is there', async () => {
    const { kinds } = await json<{ kinds: { kind: string; rows: number }[] }>('data')
    expect(kinds.filter(({ rows }) => rows > 0)).toMatchObject([
      { kind: 'orders', rows: orders.length },
    ])
    const { metrics, dimensions } = await json<{
      metrics: { id: string; available: boolean }[]
      dimensions: { name: string }[]
    }>('metrics')
    expect(metrics.find(({ id }) => id === 'revenue')).toMatchObject({ available: true })
    expect(metrics.find(({ id }) => id === 'nps')).toMatchObject({ available: false })
    expect(dimensions.map(({ name }) => name)).toContain('channel')
    expect(await json('segments')).toEqual([])
    const shown = await runFealty('data', '--data', data)
    expect(shown.out).toMatch(new RegExp(`^orders +${orders.length.toLocaleString('en')} `, 'm'))
  })

  test('revenue by channel is the exact sum of the rows', async () => {
    const rows = await json<{ segment: { channel: string }; measured: { exact: string } }[]>(
      ...['measure', 'revenue', '--by', 'channel'],
    )
    for (const { segment, measured } of rows) {
      const cents = orders
        .map((row) => row.split(','))
        .filter(([, , , channel]) => channel === segment.channel)
        .reduce((sum, [, , amount]) => sum + Math.round(Number(amount) * 100), 0)
      expect(Math.round(Number(measured.exact) * 100)).toBe(cents)
    }
    expect(rows).toHaveLength(2)
  })

  test('the model is fitted, every customer is valued, and value can then be measured', async () => {
    const fit = await json<{ parameters: object; customers: number; standardErrors: object }>(
      ...['value', 'fit', '--model', 'bg-nbd', '--unit', 'day'],
    )
    expect(fit.customers).toBe(80)
    expect(Object.keys(fit.parameters)).toEqual(['r', 'alpha', 'a', 'b'])
    expect(Object.keys(fit.standardErrors)).toEqual(['r', 'alpha', 'a', 'b'])
    expect(await json('value', 'score', '--horizon', '365')).toMatchObject({ customers: 80 })
    const clv = await json<{ measured: { kind: string; n: number } }[]>('measure', 'clv')
    expect(clv[0]!.measured).toMatchObject({ kind: 'estimate', n: 80 })
  })

  test('the whale curve holds every customer and the exact total', async () => {
    const whale = await json<{ customers: number; total: string; share: { top: number }[] }>(
      ...['value', 'whale'],
    )
    const cents = orders.reduce((sum, row) => sum + Math.round(Number(row.split(',')[2]) * 100), 0)
    expect(whale).toMatchObject({ customers: 80, total: (cents / 100).toFixed(2) })
    expect(whale.share).toHaveLength(101)
  })
})
