import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { CustomerGroups } from '../customer-base/customer-groups.ts'

const folder =
  process.env.FEALTY_SHARED ?? fileURLToPath(new URL('../../../../../shared/', import.meta.url))

/** True where the real data sets lie beside the repository; tests that need them skip otherwise. */
export const hasSharedData = existsSync(`${folder}/data`)

/** Full path of a shared data file. */
export function sharedFile(name: string): string {
  return `${folder}/data/${name}`
}

/** One purchase day of one customer: day number and what was spent. */
export interface PurchaseDay {
  customer: string
  day: number
  spend: number
}

const dayLength = 86_400_000

/** The CDNOW 1/10 sample, one row per customer and day. */
export function readCdnow(): PurchaseDay[] {
  const text = readFileSync(`${folder}/data/cdnow/cdnowElog.csv`, 'utf8')
  return mergeDays(
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [customer, , date, , sales] = line.split(',')
        const iso = `${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6, 8)}`
        return { customer: customer!, day: Date.parse(iso) / dayLength, spend: Number(sales) }
      }),
  )
}

/** UCI Online Retail II: purchases with a customer, quantity and price above 0, duplicates dropped. */
export function readOnlineRetail(): PurchaseDay[] {
  const days: PurchaseDay[] = []
  // The second sheet repeats the first days of December 2010; duplicates go across both.
  const seen = new Set<string>()
  for (const file of ['online_retail_2009_2010.csv.gz', 'online_retail_2010_2011.csv.gz']) {
    const text = gunzipSync(readFileSync(`${folder}/data/online-retail-ii/${file}`)).toString()
    for (const line of text.split('\n').slice(1)) {
      const cells = splitCsv(line)
      const [, , , quantity, date, price, customer] = cells
      if (!customer || !(Number(quantity) > 0) || !(Number(price) > 0)) continue
      // The two sheets write one price as 2.1 and 2.10; blanks in a description do differ.
      const numbers = [Number(quantity), Number(price), Number(customer)]
      const key = [cells[0], cells[1], cells[2], ...numbers, date, cells[7]].join('\u0001')
      if (seen.has(key)) continue
      seen.add(key)
      const day = Date.parse(date!.slice(0, 10)) / dayLength
      const number = String(Math.round(Number(customer)))
      days.push({ customer: number, day, spend: Number(quantity) * Number(price) })
    }
  }
  return mergeDays(days)
}

function splitCsv(line: string): string[] {
  if (!line.includes('"')) return line.replace('\r', '').split(',')
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const character of line.replace(/\r$/, '')) {
    if (character === '"') quoted = !quoted
    else if (character === ',' && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  cells.push(cell)
  return cells
}

function mergeDays(rows: PurchaseDay[]): PurchaseDay[] {
  const merged = new Map<string, PurchaseDay>()
  for (const row of rows) {
    const key = `${row.customer}|${row.day}`
    const there = merged.get(key)
    if (there) there.spend += row.spend
    else merged.set(key, { ...row })
  }
  return [...merged.values()]
}

/** One group per customer: x, t_x and T in units of `unitDays`, mean spend of the repeat purchases. */
export function summarise(
  days: PurchaseDay[],
  end: string,
  unitDays: number,
): CustomerGroups & { m: Float64Array } {
  const last = Date.parse(end) / dayLength
  const byCustomer = new Map<string, PurchaseDay[]>()
  for (const day of days) {
    if (day.day > last) continue
    const list = byCustomer.get(day.customer)
    if (list) list.push(day)
    else byCustomer.set(day.customer, [day])
  }
  const histories = [...byCustomer.values()].map((list) => {
    list.sort((a, b) => a.day - b.day)
    const first = list[0]!.day
    const repeats = list.slice(1)
    const spend = repeats.reduce((sum, { spend: amount }) => sum + amount, 0)
    return {
      x: repeats.length,
      tx: (list.at(-1)!.day - first) / unitDays,
      T: (last - first) / unitDays,
      m: repeats.length > 0 ? spend / repeats.length : 0,
    }
  })
  const column = (name: 'x' | 'tx' | 'T' | 'm') =>
    Float64Array.from(histories, (history) => history[name])
  return {
    x: column('x'),
    tx: column('tx'),
    T: column('T'),
    m: column('m'),
    w: new Float64Array(histories.length).fill(1),
  }
}
