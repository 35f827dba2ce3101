import { describe, expect, test } from 'vitest'
import type { FactKindName } from '@fealty/core'
import type { ImportRecord } from '@fealty/store'
import { landingKey } from '../landing/landing-key.ts'
import { knownUpTo } from './data-bounds.ts'

const imported = (kind: FactKindName, lastDay: string, contentKey = `file ${kind}`) =>
  ({ kind, firstDay: '2024-01-01', lastDay, contentKey }) as ImportRecord
const landed = (lastDay: string) => imported('responses', lastDay, landingKey('1'))
const today = '2026-11-28'

describe('the day up to which facts are known', () => {
  const loaded = [imported('orders', '2026-09-30'), imported('responses', '2026-09-28')]

  test('is the last day of what was loaded', () => {
    expect(knownUpTo(loaded, today)).toBe('2026-09-30')
    expect(knownUpTo([...loaded, imported('interactions', '2026-10-05')], today)).toBe('2026-10-05')
  })

  test('is not moved by an answer that came in, but for the measures of answers', () => {
    const imports = [...loaded, landed('2026-11-28')]
    expect(knownUpTo(imports, today)).toBe('2026-09-30')
    expect(knownUpTo(imports, today, { facts: 'orders' })).toBe('2026-09-30')
    expect(knownUpTo(imports, today, { facts: 'activity' })).toBe('2026-09-30')
    expect(knownUpTo(imports, today, { facts: 'responses' })).toBe('2026-11-28')
  })

  test('is that of the answers where there is nothing else', () => {
    expect(knownUpTo([landed('2026-11-27')], today)).toBe('2026-11-27')
    expect(knownUpTo([landed('2026-11-27'), imported('customers', '')], today)).toBe('2026-11-27')
  })

  test('lies never in the future, and is today when nothing is known', () => {
    expect(knownUpTo([imported('subscriptions', '2027-05-01')], today)).toBe(today)
    expect(knownUpTo([], today)).toBe(today)
  })
})
