import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readEngineSettings } from '@fealty/engine'

/**
 * A small company in seven files: customers, orders of three years, answers, and contracts. Each number
 * follows from its place, so every run has the same.
 */
const orderYears = [2023, 2024, 2025] as const

const pad = (value: number): string => String(value).padStart(2, '0')

const dayOf = (year: number, place: number): string =>
  `${year}-${pad(1 + (place % 12))}-${pad(1 + ((place * 7) % 28))}`

function orders(year: number): string {
  const lines = Array.from({ length: 900 }, (_, place) => {
    const customer = (place * 13 + year) % 240
    const amount = (((place * 37) % 9_000) / 100 + 5).toFixed(2)
    const cost = (((place * 17) % 3_000) / 100 + 2).toFixed(2)
    return `${year}-${place},C${customer},${dayOf(year, place)},${amount},${cost}`
  })
  return ['order_id,customer_id,at,amount,cost', ...lines].join('\n')
}

function customers(from: number, to: number): string {
  const lines = Array.from({ length: to - from }, (_, index) => {
    const place = from + index
    const segment = ['Home', 'Office', 'School'][place % 3]
    return `C${place},${segment},${(place % 7) * 1.5}`
  })
  return ['customer_id,segment,discount', ...lines].join('\n')
}

function responses(): string {
  const lines = Array.from({ length: 400 }, (_, place) => {
    const nps = (place * 7) % 11
    return `A${place},C${place % 240},${dayOf(2025, place)},${nps},${1 + (place % 5)}`
  })
  return ['response_id,customer_id,at,nps,csat', ...lines].join('\n')
}

function subscriptions(): string {
  const lines = Array.from({ length: 120 }, (_, place) => {
    const end = place % 4 === 0 ? dayOf(2025, place) : ''
    return `S${place},C${place},${dayOf(2023, place)},${end},${10 + (place % 9)}`
  })
  return ['subscription_id,customer_id,start,end,mrr', ...lines].join('\n')
}

export interface CompanyFile {
  kind: string
  path: string
}

/** Writes the files, in the order in which they are to be imported. */
export async function writeCompany(folder: string): Promise<CompanyFile[]> {
  const files = [
    { kind: 'customers', text: customers(0, 200) },
    // The later file replaces some rows of the first.
    { kind: 'customers', text: customers(150, 240) },
    ...orderYears.map((year) => ({ kind: 'orders', text: orders(year) })),
    { kind: 'responses', text: responses() },
    { kind: 'subscriptions', text: subscriptions() },
  ]
  const written: CompanyFile[] = []
  for (const [place, { kind, text }] of files.entries()) {
    const path = join(folder, `${place}-${kind}.csv`)
    await writeFile(path, `${text}\n`)
    written.push({ kind, path })
  }
  return written
}

/** A schema of the cluster of the environment that no other test has. */
export function ownSchema(): { url: string; environment: ReturnType<typeof readEngineSettings> } {
  const { url = '', ...environment } = readEngineSettings(process.env)
  return { url: url.replace(/[^/]+$/, `t_${randomUUID().replaceAll('-', '')}`), environment }
}
