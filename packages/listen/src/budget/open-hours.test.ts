import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standardPolicy } from './contract.ts'
import { isOpen, momentAt, nextOpen, toLocal } from './open-hours.ts'

const iso = (moment: Date | undefined) => moment?.toISOString()

test('reads clocks on both sides of the changes of the hour', () => {
  const local = (at: string, zone: string) => {
    const { day, time } = toLocal(new Date(at), zone)
    return `${day} ${time}`
  }
  expect(local('2026-03-29T00:59:00Z', 'Europe/Berlin')).toBe('2026-03-29 01:59')
  expect(local('2026-03-29T01:00:00Z', 'Europe/Berlin')).toBe('2026-03-29 03:00')
  expect(local('2026-10-25T01:30:00Z', 'Europe/Berlin')).toBe('2026-10-25 02:30')
  expect(local('2026-01-01T00:00:00Z', 'Pacific/Kiritimati')).toBe('2026-01-01 14:00')
})

test('finds the moment of a time, also one that does not exist or exists twice', () => {
  expect(iso(momentAt('2026-11-30', '08:00', 'Europe/Berlin'))).toBe('2026-11-30T07:00:00.000Z')
  expect(iso(momentAt('2026-07-01', '08:00', 'Europe/Berlin'))).toBe('2026-07-01T06:00:00.000Z')
  expect(iso(momentAt('2026-03-29', '02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:00:00.000Z')
  expect(iso(momentAt('2026-10-25', '02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z')
})

test('waits over night, weekend and holidays', () => {
  const policy = { ...standardPolicy, holidays: ['2026-12-25'] }
  const next = (at: string) => iso(nextOpen(policy, new Date(at), 'Europe/Berlin'))
  // Thursday evening before Christmas: Friday is a holiday, then comes the weekend.
  expect(next('2026-12-24T18:00:00Z')).toBe('2026-12-28T07:00:00.000Z')
  expect(next('2026-12-24T17:59:00Z')).toBe('2026-12-24T17:59:00.000Z')
  expect(next('2026-12-24T03:00:00Z')).toBe('2026-12-24T07:00:00.000Z')
})

test('the next open moment is open, not before now, and the first one', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']
  const hour = fc.constantFrom('00:00', '01:30', '02:30', '03:00', '09:00')
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      hour,
      fc.integer({ min: 0, max: 2 * 366 * 24 * 4 }),
      (zone, from, quarters) => {
        const policy = { ...standardPolicy, hours: { from, until: '17:00' } }
        const now = new Date(Date.UTC(2026, 0, 1) + quarters * 900_000)
        const open = nextOpen(policy, now, zone)!
        expect(isOpen(policy, open, zone)).toBe(true)
        expect(open.getTime()).toBeGreaterThanOrEqual(now.getTime())
        for (let at = now.getTime(); at < open.getTime(); at += 1_800_000) {
          expect(isOpen(policy, new Date(at), zone)).toBe(false)
        }
      },
    ),
    { numRuns: 60 },
  )
})
