import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PHRASES, THEMES } from './comment-phrases.ts'
import { DEMO_HEADERS, type DemoFile } from './rows.ts'
import type { DemoTruth } from './truth.ts'
import { writeDemo, type WrittenDemo } from './write-demo.ts'

/**
 * Hash over all files at scale 0.02 and the default seed. It changes whenever the story or the code
 * that tells it changes; then look at the numbers of the story first, and commit the new hash after.
 */
const COMMITTED_SHA256 = '9e66751804d28513e0df2ad63010a61d683dbfca64794b77eafcc9755c6d8a93'
const SCALE = 0.02

let folder: string
let written: WrittenDemo
let truth: DemoTruth
const tables = {} as Record<DemoFile, Record<string, string>[]>

/** A strict reader of RFC 4180: an independent check of the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const pattern = /("(?:[^"]|"")*"|[^",\n]*)(,|\n|$)/y
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text)
    if (match === null) throw new Error(`not CSV at ${text.slice(0, 40)}`)
    const [, cell = '', end] = match
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === '\n') rows.push([])
  }
  expect(rows.pop()).toEqual([])
  return rows
}

async function hashFolder(demo: WrittenDemo): Promise<string> {
  const hash = createHash('sha256')
  for (const { path } of demo.files) hash.update(await readFile(path))
  return hash.update(await readFile(demo.truthFile)).digest('hex')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-demo-'))
  written = await writeDemo(join(folder, 'a'), { scale: SCALE })
  truth = JSON.parse(await readFile(written.truthFile, 'utf8')) as DemoTruth
  for (const { kind, path } of written.files) {
    const [header = [], ...rows] = parseCsv(await readFile(path, 'utf8'))
    expect(header).toEqual(DEMO_HEADERS[kind])
    for (const row of rows) expect(row).toHaveLength(header.length)
    tables[kind] = rows.map((row) =>
      Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])),
    )
  }
})

afterAll(() => rm(folder, { recursive: true }))

function idsOf(file: DemoFile, column: string): Set<string> {
  return new Set(tables[file].map((row) => row[column] ?? ''))
}

function countBy(rows: readonly Record<string, string>[], column: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) counts[row[column] ?? ''] = (counts[row[column] ?? ''] ?? 0) + 1
  return counts
}

describe('bytes', () => {
  it('are the same on every run, and those of the committed version', async () => {
    const first = await hashFolder(written)
    const again = await writeDemo(join(folder, 'b'), { scale: SCALE })
    expect(await hashFolder(again)).toBe(first)
    expect(first).toBe(COMMITTED_SHA256)
  })

  it('differ for another seed', async () => {
    const other = await writeDemo(join(folder, 'c'), { scale: SCALE, seed: 1 })
    expect(await hashFolder(other)).not.toBe(COMMITTED_SHA256)
  })

  it('refuses a seed or a scale it cannot use', async () => {
    await expect(writeDemo(join(folder, 'd'), { seed: 0.5 })).rejects.toThrow(RangeError)
    await expect(writeDemo(join(folder, 'd'), { scale: 0 })).rejects.toThrow(RangeError)
    await expect(writeDemo(join(folder, 'd'), { scale: Number.NaN })).rejects.toThrow(RangeError)
  })
})

describe('references', () => {
  it.each([
    ['customers', 'customer_id'],
    ['accounts', 'account_id'],
    ['subscriptions', 'subscription_id'],
    ['interactions', 'interaction_id'],
    ['responses', 'response_id'],
    ['costs', 'cost_id'],
    ['happenings', 'happening_id'],
    ['units', 'unit_id'],
  ] as const)('%s have unique ids', (file, column) => {
    expect(idsOf(file, column).size).toBe(tables[file].length)
    expect(tables[file].length).toBeGreaterThan(0)
  })

  it('has unique order lines, all of one order on one customer', () => {
    const lines = new Set(tables.orders.map((row) => `${row.order_id}/${row.line}`))
    expect(lines.size).toBe(tables.orders.length)
    const owners = new Set(tables.orders.map((row) => `${row.order_id}/${row.customer_id}`))
    expect(owners.size).toBe(idsOf('orders', 'order_id').size)
  })

  it.each(['orders', 'subscriptions', 'interactions', 'responses', 'costs', 'usage'] as const)(
    '%s point to customers that exist',
    (file) => {
      const customers = idsOf('customers', 'customer_id')
      const strangers = tables[file].filter((row) => !customers.has(row.customer_id ?? ''))
      expect(strangers).toEqual([])
    },
  )

  it('points to accounts and units that exist', () => {
    const accounts = idsOf('accounts', 'account_id').add('')
    expect(tables.customers.filter((row) => !accounts.has(row.account_id ?? ''))).toEqual([])
    const units = idsOf('units', 'unit_id').add('')
    expect(tables.units.filter((row) => !units.has(row.parent_id ?? ''))).toEqual([])
    const names = idsOf('units', 'name')
    expect(tables.happenings.filter((row) => !names.has(row.unit ?? ''))).toEqual([])
    expect(tables.interactions.filter((row) => !names.has(row.unit ?? ''))).toEqual([])
  })
})

describe('values', () => {
  it('writes money as decimals with two places and returns as negative', () => {
    const money = /^-?\d+\.\d\d$/
    for (const row of tables.orders) {
      expect(row.amount).toMatch(money)
      expect(row.cost).toMatch(money)
      const isBack = row.order_type === 'return' || row.order_type === 'credit'
      expect(Number(row.amount) < 0).toBe(isBack)
    }
    for (const row of [...tables.costs]) expect(row.amount).toMatch(money)
    for (const row of tables.subscriptions) expect(row.mrr).toMatch(money)
  })

  it('keeps every event inside the window and after the customer joined', () => {
    const since = new Map(tables.customers.map((row) => [row.customer_id, row.since ?? '']))
    const dated = [
      ...tables.orders.map((row) => [row.customer_id, row.ordered_at]),
      ...tables.interactions.map((row) => [row.customer_id, row.at]),
      ...tables.responses.map((row) => [row.customer_id, row.invited_at]),
      ...tables.costs.map((row) => [row.customer_id, row.at]),
    ]
    for (const [customer, at = ''] of dated) {
      const day = at.slice(0, 10)
      expect(day >= '2023-10-01' && day <= '2026-09-30').toBe(true)
      expect(day >= (since.get(customer) ?? 'unknown')).toBe(true)
    }
  })

  it('fills exactly the score of the survey, and only after the invitation', () => {
    const scoreOf: Record<string, string> = {
      relationship: 'nps',
      'after-service': 'csat',
      'after-order': 'ces',
    }
    const scale: Record<string, readonly [number, number]> = {
      nps: [0, 10],
      csat: [1, 5],
      ces: [1, 7],
    }
    for (const row of tables.responses) {
      const filled = ['nps', 'csat', 'ces'].filter((name) => row[name] !== '')
      if (row.answered_at === '') {
        expect([...filled, row.comment]).toEqual([''])
        continue
      }
      const column = scoreOf[row.survey ?? ''] ?? ''
      expect(filled).toEqual([column])
      const [low, high] = scale[column] ?? [1, 0]
      expect(Number(row[column]) >= low && Number(row[column]) <= high).toBe(true)
      expect((row.answered_at ?? '') > (row.invited_at ?? '')).toBe(true)
    }
  })

  it('closes one subscription row where the next one opens', () => {
    const byCode = new Map<string, Record<string, string>[]>()
    for (const row of tables.subscriptions) {
      const code = row.subscription_id?.split('-')[0] ?? ''
      byCode.set(code, [...(byCode.get(code) ?? []), row])
    }
    let changes = 0
    for (const rows of byCode.values()) {
      rows.forEach((row, i) => {
        const next = rows[i + 1]
        if (row.end !== '') expect((row.end ?? '') > (row.start ?? '')).toBe(true)
        if (next === undefined) return
        changes++
        expect(next.start).toBe(row.end)
        expect([next.mrr, next.product]).not.toEqual([row.mrr, row.product])
      })
    }
    expect(changes).toBeGreaterThan(100)
  })

  it('names no person, and no address but made-up ones of its own domain', () => {
    for (const row of tables.customers) expect(row.name).toMatch(/^Customer \d{6}$/)
    for (const row of tables.accounts) expect(row.name).toMatch(/^Account \d{5}$/)
    const id = (row: Record<string, string>) => row.customer_id!.toLowerCase()
    for (const row of tables.customers) {
      expect(row.email).toBe(`${id(row)}@customers.northline.example`)
    }
    const others = { ...tables, customers: [] }
    expect(JSON.stringify(others)).not.toContain('@')
  })
})

describe('truth', () => {
  it('counts the rows of each file', () => {
    for (const { kind, rows } of written.files) {
      expect(rows).toBe(tables[kind].length)
      expect(truth.rows[kind]).toBe(rows)
    }
  })

  it('counts customers, invitations, answers and the pilot as the files do', () => {
    const segments = Object.entries(truth.segments).map(([name, count]) => [name, count.customers])
    expect(countBy(tables.customers, 'segment')).toEqual(Object.fromEntries(segments))
    const invited = Object.entries(truth.invitations).map(([name, count]) => [name, count.invited])
    expect(countBy(tables.responses, 'survey')).toEqual(Object.fromEntries(invited))
    const answered = Object.entries(truth.invitations).map(([name, count]) => [
      name,
      count.answered,
    ])
    const answers = tables.responses.filter((row) => row.answered_at !== '')
    expect(countBy(answers, 'survey')).toEqual(Object.fromEntries(answered))
    const pilot = tables.customers.filter((row) => row.portal_pilot !== '')
    expect(countBy(pilot, 'portal_pilot')).toEqual(truth.portalPilot)
  })

  it('lists exactly the customers who have no running subscription left', () => {
    const running = new Set(
      tables.subscriptions.filter((row) => row.end === '').map((row) => row.customer_id),
    )
    const lastEnd = new Map<string, string>()
    for (const { customer_id: id = '', end = '' } of tables.subscriptions) {
      if (!running.has(id) && end > (lastEnd.get(id) ?? '')) lastEnd.set(id, end)
    }
    expect(new Map(truth.churned.map(([id, day]) => [id, day]))).toEqual(lastEnd)
    const reasons: Record<string, number> = {}
    for (const { reasons: each } of Object.values(truth.segments)) {
      for (const [reason, n] of Object.entries(each)) reasons[reason] = (reasons[reason] ?? 0) + n
    }
    expect(
      countBy(
        truth.churned.map(([, , reason]) => ({ reason })),
        'reason',
      ),
    ).toEqual(reasons)
  })

  it('counts each comment under the theme its phrase belongs to', () => {
    const phrases = THEMES.flatMap((theme) =>
      Object.values(PHRASES).flatMap((byTheme) =>
        [...byTheme[theme].good, ...byTheme[theme].bad].map((phrase) => ({ theme, phrase })),
      ),
    )
    const themes: Record<string, number> = {}
    for (const { comment = '' } of tables.responses) {
      if (comment === '') continue
      const found = phrases.filter(({ phrase }) => comment.includes(phrase))
      expect(found).toHaveLength(1)
      for (const { theme } of found) themes[theme] = (themes[theme] ?? 0) + 1
    }
    expect(themes).toEqual(truth.comments.themes)
  })

  it('sums profit to the cent as the files do', () => {
    const cents = (text = '') => Math.round(Number(text) * 100)
    let total = 0
    for (const row of tables.orders) total += cents(row.amount) - cents(row.cost)
    for (const row of tables.interactions) total -= cents(row.cost)
    for (const row of tables.costs) total -= cents(row.amount)
    expect((total / 100).toFixed(2)).toBe(truth.profit.window.total)
  })
})
