import { expect, test } from 'vitest'
import { createRandomSource, drawNormal } from '../index.ts'
import { correlateSeries } from './correlate-series.ts'

test('agrees with the product-moment formula and Fisher’s bounds (ten cars of mtcars)', () => {
  const mpg = [21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2]
  const weight = [2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44]
  const found = correlateSeries(mpg, weight)
  if (found.kind === 'insufficient') throw new Error(found.why)
  // Pearson by the product-moment formula, and tanh(atanh r ± 1.96/√7), computed apart.
  const mean = (v: number[]) => v.reduce((a, b) => a + b) / v.length
  const [mx, my] = [mean(mpg), mean(weight)]
  const cov = mean(mpg.map((x, i) => (x - mx) * (weight[i]! - my)))
  const sd = (v: number[], m: number) => Math.sqrt(mean(v.map((x) => (x - m) ** 2)))
  const r = cov / sd(mpg, mx) / sd(weight, my)
  expect(found.value).toBeCloseTo(r, 12)
  expect(found.low).toBeCloseTo(Math.tanh(Math.atanh(r) - 1.959964 / Math.sqrt(7)), 6)
  expect(found.high).toBeCloseTo(Math.tanh(Math.atanh(r) + 1.959964 / Math.sqrt(7)), 6)
})

/** Rejections at 5 % among pairs of unrelated series, each its own neighbour's echo. */
function falseAlarms(echo: number, isSeries: boolean): number {
  const random = createRandomSource(11)
  const series = (): number[] => {
    let last = 0
    return Array.from({ length: 60 }, () => (last = echo * last + drawNormal(random)))
  }
  let alarms = 0
  for (let run = 0; run < 600; run += 1) {
    const found = correlateSeries(series(), series(), { isSeries })
    if (found.kind === 'estimate' && found.p < 0.05) alarms += 1
  }
  return alarms / 600
}

test('unrelated series that echo themselves raise false alarms, unless that is allowed for', () => {
  expect(falseAlarms(0, false)).toBeLessThan(0.08)
  expect(falseAlarms(0.7, false)).toBeGreaterThan(0.15)
  expect(falseAlarms(0.7, true)).toBeLessThan(0.09)
})

test('few pairs and constants are too few; wrong input is refused', () => {
  expect(correlateSeries([1, 2, 3], [1, 2, 3])).toMatchObject({ kind: 'insufficient', n: 3 })
  expect(correlateSeries([1, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5, 6]).kind).toBe('insufficient')
  expect(() => correlateSeries([1, 2], [1])).toThrow(RangeError)
  expect(() => correlateSeries([1, Number.NaN, 1, 1, 1], [1, 2, 3, 4, 5])).toThrow(RangeError)
})
