import { expect, it } from 'vitest'
import { writeMoment } from './company-calendar.ts'

it('writes moments as a person says them, by the clocks of the company', () => {
  const now = new Date('2026-11-28T12:00:00Z')
  expect(writeMoment('2026-11-28T15:00:00Z', 'Europe/Berlin', now)).toBe('today 16:00')
  expect(writeMoment('2026-11-27T23:30:00Z', 'Europe/Berlin', now)).toBe('today 00:30')
  expect(writeMoment('2026-11-28T11:30:00Z', 'Pacific/Auckland', now)).toBe('today 00:30')
  expect(writeMoment('2026-11-28T10:30:00Z', 'Pacific/Auckland', now)).toBe('yesterday 23:30')
  expect(writeMoment('2026-11-26T15:00:00Z', 'UTC', now)).toBe('Thu 26 Nov, 15:00')
  expect(writeMoment('2025-11-26T15:00:00Z', 'UTC', now)).toBe('Wed, 26 Nov 2025, 15:00')
})
