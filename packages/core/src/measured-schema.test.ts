import { describe, expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import { insufficient, isEstimate, type Change, type Estimate, type Measured } from './measured.ts'
import { changeSchema, daySchema, measuredSchema, periodSchema } from './measured-schema.ts'
import type { Period } from './period.ts'

const estimate: Estimate = {
  kind: 'estimate',
  value: 31.2,
  low: 28.1,
  high: 34.3,
  level: 0.95,
  n: 412,
  method: 'adjusted Wald',
}

describe('the schemas of the shared words', () => {
  test('have the types of the same name', () => {
    expectTypeOf<z.output<typeof measuredSchema>>().toEqualTypeOf<Measured>()
    expectTypeOf<z.output<typeof changeSchema>>().toEqualTypeOf<Change>()
    expectTypeOf<Omit<z.output<typeof periodSchema>, 'complete'>>().toEqualTypeOf<Period>()
  })

  test('let numbers and thin data through as they are', () => {
    const thin = insufficient(3, 30, 'Fewer than 30 answers.')
    expect(measuredSchema.parse(estimate)).toEqual(estimate)
    expect(measuredSchema.parse(thin)).toEqual(thin)
    expect([estimate, thin].map((measured) => isEstimate(measured))).toEqual([true, false])
  })

  test.each([
    ['no n', { ...estimate, n: undefined }],
    ['no interval', { ...estimate, low: undefined }],
    ['NaN', { ...estimate, value: Number.NaN }],
    ['infinity', { ...estimate, high: Number.POSITIVE_INFINITY }],
    ['no kind', { ...estimate, kind: undefined }],
    ['a bare number', 31.2],
    ['thin data without a reason', { kind: 'insufficient', n: 3, minimum: 30 }],
  ])('refuse a number with %s', (_name, measured) => {
    expect(measuredSchema.safeParse(measured).success).toBe(false)
  })

  test.each(['2024-02-30', '2024-2-1', '2024-01-01T00:00:00Z', '', '0000-00-00'])(
    'refuse the day “%s”',
    (day) => {
      expect(daySchema.safeParse(day).success).toBe(false)
    },
  )
})
