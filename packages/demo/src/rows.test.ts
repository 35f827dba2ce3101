import { factKind, factKindNames } from '@fealty/core'
import { describe, expect, it } from 'vitest'
import { DEMO_HEADERS, formatCents, formatCode } from './rows.ts'

/** Columns that no fact field explains; the import keeps them as attributes or ratings. */
const ATTRIBUTES = {
  customers: ['portal_pilot'],
  accounts: ['partner_tier'],
  orders: ['line', 'order_type'],
  subscriptions: [],
  interactions: [],
  usage: [],
  responses: ['Order accuracy', 'Network speed', 'Bill clarity', 'Staff', 'Value for money'],
  costs: ['cost_id'],
  happenings: ['happening_id'],
}

describe('headers', () => {
  it.each(factKindNames)('%s map to the fact by the words it is guessed from', (name) => {
    const headers: readonly string[] = DEMO_HEADERS[name]
    const left = new Set(headers)
    for (const [field, { guesses, required }] of Object.entries(factKind(name).fields)) {
      const found = headers.find((header) => left.has(header) && guesses.includes(header))
      if (found !== undefined) left.delete(found)
      if (required === true) expect(found, `${name}.${field}`).toBeDefined()
    }
    expect([...left]).toEqual(ATTRIBUTES[name])
  })
})

describe('cells', () => {
  it('writes cents as a decimal, also below one and below zero', () => {
    expect([0, 5, 199, -5, -12345, 100000].map(formatCents)).toEqual([
      '0.00',
      '0.05',
      '1.99',
      '-0.05',
      '-123.45',
      '1000.00',
    ])
  })

  it('pads codes and lets long ones grow', () => {
    expect(formatCode('C', 42, 6)).toBe('C000042')
    expect(formatCode('C', 1234567, 6)).toBe('C1234567')
  })
})
