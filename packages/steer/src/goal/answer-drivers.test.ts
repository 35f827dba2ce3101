import { createRandomSource, drawNormal, sumPairwise } from '@fealty/stats'
import { expect, test } from 'vitest'
import { answerDrivers, writeAnswer } from './answer-drivers.ts'

const random = createRandomSource(3)
/** Forty groups of thirty people; the outcome leans four times as much on A as on B. */
const blocks = Array.from({ length: 40 }, () => {
  const a = Float64Array.from({ length: 30 }, () => drawNormal(random))
  const b = Float64Array.from({ length: 30 }, () => drawNormal(random))
  const outcome = a.map((value, at) => value + 0.25 * b[at]! + 0.5 * drawNormal(random))
  return sumPairwise({ names: ['nps', 'A', 'B'], columns: [outcome, a, b] })
})

test('the question is answered by the driver that explains most, with its interval', () => {
  const panel = answerDrivers({ outcome: 'nps', drivers: ['A', 'B'], blocks }, 'last year')
  if (panel.kind === 'insufficient') throw new Error(panel.why)
  expect(panel.drivers.map(({ name }) => name)).toEqual(['A', 'B'])
  expect(panel.drivers[0]!.share).toBeGreaterThan(0.85)
  expect(panel.answer).toContain('“A” goes most with recommendation')
  expect(panel.n).toBe(1200)
  expect(answerDrivers({ outcome: 'nps', drivers: ['A', 'B'], blocks }, 'last year')).toEqual(panel)
})

test('drivers that nobody can tell apart are named together', () => {
  const row = (name: string, rankHigh: number) => ({
    name,
    share: 0.5,
    low: 0.4,
    high: 0.6,
    rank: 1,
    rankLow: 1,
    rankHigh,
    n: 100,
  })
  expect(writeAnswer([row('Speed', 2), row('Staff', 2)], 'ease')).toBe(
    '“Speed” and “Staff” go most with ease; which of them more, nobody can say yet.',
  )
})

test('without ratings there is no answer, and it says what is missing', () => {
  expect(answerDrivers({ outcome: 'csat', drivers: [], blocks: [] }, 'last year')).toMatchObject({
    kind: 'insufficient',
  })
})
