import { describe, expect, it } from 'vitest'
import type { EndedInvitations } from '@fealty/store'
import { countedRate, judgeDrift, measureRate, rateByMonth } from './response-rate.ts'

const sent = (sentHour: string, ended: number, answered: number): EndedInvitations => ({
  planId: 'p1',
  surveyId: 's1',
  stratum: '',
  sentHour,
  ended,
  answered,
})

describe('the response rate of a plan', () => {
  it('is not told of fewer than thirty invitations that are over', () => {
    expect(measureRate(9, 29)).toMatchObject({ kind: 'insufficient', n: 29, minimum: 30 })
    expect(measureRate(9, 30)).toMatchObject({ kind: 'estimate', value: 0.3, n: 30 })
  })

  it('puts an invitation into the month of the place', () => {
    const rows = [sent('2026-08-31T22', 40, 10), sent('2026-08-10T08', 60, 30)]
    const months = (zone: string) => rateByMonth(rows, zone).map((one) => [one.month, one.ended])
    expect(months('UTC')).toEqual([['2026-08', 100]])
    expect(months('Europe/Berlin')).toEqual([
      ['2026-08', 60],
      ['2026-09', 40],
    ])
  })

  it('judges the newest month against all before it', () => {
    const drift = (answered: number) =>
      judgeDrift(
        rateByMonth(
          [
            sent('2026-07-10T08', 200, 60),
            sent('2026-08-10T08', 200, 60),
            sent('2026-09-10T08', 200, answered),
          ],
          'UTC',
        ),
      )
    expect(drift(20).verdict).toBe('real')
    expect(drift(20).difference).toBeCloseTo(-0.2, 12)
    expect(drift(58).verdict).toBe('noise')
    expect(judgeDrift(rateByMonth([sent('2026-09-10T08', 200, 20)], 'UTC'))).toEqual({
      verdict: 'too few',
    })
    expect(judgeDrift([])).toEqual({ verdict: 'too few' })
  })

  it('counts on what was over when the month began, and before that on what is assumed', () => {
    const over = [
      { planId: 'p1', expiresOn: '2026-08-31', ended: 60, answered: 15 },
      { planId: 'p1', expiresOn: '2026-09-01', ended: 900, answered: 0 },
    ]
    expect(countedRate(0.5, over, '2026-08-31')).toBe(0.5)
    expect(countedRate(0.5, over, '2026-09-30')).toBe(0.25)
    expect(countedRate(0.5, [], '2026-09-30')).toBe(0.5)
    expect(countedRate(0.5, [{ ...over[1]!, expiresOn: '2026-08-01' }], '2026-09-01')).toBe(0.5)
  })
})
