import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandomSource, drawPoisson } from '@fealty/stats'
import { measureImpact } from './theme-impact.ts'

const valueOf = (measured: ReturnType<typeof measureImpact>): number =>
  measured.kind === 'estimate' ? measured.value : Number.NaN

test('the published example: a theme of 200 answers at −40 costs a score of 30 17.5 points', () => {
  const impact = measureImpact(
    {
      all: { detractors: 200, passives: 300, promoters: 500 },
      theme: { detractors: 110, passives: 60, promoters: 30 },
    },
    0.95,
  )
  expect(valueOf(impact)).toBeCloseTo(-17.5, 10)
  expect(impact).toMatchObject({ n: 200, method: 'leave one out, delta method' })
})

const counts = fc.tuple(...Array.from({ length: 6 }, () => fc.integer({ min: 12, max: 400 })))

test('it is the published form n_t (NPS_t − NPS) / (n − n_t), for any counts', () => {
  fc.assert(
    fc.property(counts, ([td, tp, tg, od, op, og]) => {
      const theme = { detractors: td!, passives: tp!, promoters: tg! }
      const all = { detractors: td! + od!, passives: tp! + op!, promoters: tg! + og! }
      const sum = (c: typeof all) => c.detractors + c.passives + c.promoters
      const nps = (c: typeof all) => (100 * (c.promoters - c.detractors)) / sum(c)
      const expected = (sum(theme) * (nps(theme) - nps(all))) / (sum(all) - sum(theme))
      expect(valueOf(measureImpact({ all, theme }, 0.95))).toBeCloseTo(expected, 8)
    }),
  )
})

test('its standard error is that of a Poisson bootstrap', () => {
  const theme = [90, 60, 50] as const
  const others = [110, 240, 450] as const
  const impact = measureImpact(
    {
      all: { detractors: 200, passives: 300, promoters: 500 },
      theme: { detractors: theme[0], passives: theme[1], promoters: theme[2] },
    },
    0.95,
  )
  const random = createRandomSource(7)
  // A sum of n Poisson(1) draws is Poisson(n).
  const draw = (n: number) => drawPoisson(random, n)
  const values = Array.from({ length: 4_000 }, () => {
    const t = theme.map(draw)
    const o = others.map(draw)
    const total = [...t, ...o].reduce((sum, one) => sum + one, 0)
    const rest = o.reduce((sum, one) => sum + one, 0)
    return 100 * ((t[2]! + o[2]! - t[0]! - o[0]!) / total - (o[2]! - o[0]!) / rest)
  })
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const sd = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length)
  expect(impact.kind === 'estimate' && impact.se).toBeCloseTo(sd, 0)
  expect(Math.abs((impact.kind === 'estimate' ? impact.se! : 0) / sd - 1)).toBeLessThan(0.05)
})

test('too few answers with the theme show no impact', () => {
  const few = measureImpact(
    {
      all: { detractors: 200, passives: 300, promoters: 500 },
      theme: { detractors: 20, passives: 5, promoters: 4 },
    },
    0.95,
  )
  expect(few).toMatchObject({ kind: 'insufficient', n: 29, minimum: 30 })
})
