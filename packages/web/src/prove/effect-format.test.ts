import { expect, test } from 'vitest'
import { asChange, asEffect } from './effect-format.ts'

const measured = {
  kind: 'estimate' as const,
  value: 0.03,
  low: 0.01,
  high: 0.05,
  level: 0.95,
  n: 100,
  method: 't',
}

test('a difference of shares is written in points', () => {
  const effect = asEffect(measured, { unit: 'share' }, 'EUR')
  expect(effect.format.unit).toBe('points')
  expect(effect.measured).toMatchObject({ value: 3, low: 1, high: 5 })
  expect(asEffect(measured, { unit: 'money' }, 'EUR').measured).toBe(measured)
})

test('thin data is no change', () => {
  const thin = { kind: 'insufficient' as const, n: 3, minimum: 20, why: 'few' }
  expect(asChange(thin, 'noise')).toEqual({ verdict: 'too few' })
  expect(asChange(measured, 'real')).toMatchObject({ verdict: 'real', difference: 0.03 })
})
