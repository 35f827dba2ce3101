import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkElements, findShared, findVague, readinessOf } from './check-strategy.ts'
import { strategySchema, type Strategy } from './contract.ts'
import { wholeStrategy } from '../test/whole-strategy.ts'

const strategy: Strategy = strategySchema.parse({ id: 's1', ...wholeStrategy })

describe('the seven elements', () => {
  it('are all there in a whole strategy', () => {
    expect(checkElements(strategy).map(({ done }) => done)).toEqual(Array(7).fill(true))
  })

  it.each([
    ['scope', { scope: { is: strategy.scope.is, isNot: '' } }],
    ['difference', { difference: 'better service' }],
    ['segments', { segments: [] }],
    ['value', { value: 'It earns more money because customers stay longer.' }],
    ['capabilities', { capabilities: '' }],
    ['timeframe', { timeframe: 'soon, and then ever after' }],
    ['expectations', { expectations: 'care more' }],
  ])('miss %s when it says nothing', (element, part) => {
    const missing = checkElements({ ...strategy, ...part }).filter(({ done }) => !done)
    expect(missing.map((check) => check.element)).toEqual([element])
    expect(missing[0]?.missing).not.toBe('')
  })
})

it('calls a goal without metric, segment and date vague', () => {
  const goal = { text: 'Be customer focused', metric: null, segment: '', due: null }
  expect(findVague({ goal })).toBe('a metric, a segment, a date')
  expect(findVague({ goal: { ...goal, metric: 'nps', segment: 'Broadband' } })).toBe('a date')
  expect(findVague(strategy)).toBe('')
  expect(findVague({ goal: { ...goal, text: '' } })).toBe('')
})

it('finds a decision that two roles answer for', () => {
  const entry = strategy.accountability[0]!
  expect(findShared(strategy.accountability)).toBeNull()
  expect(findShared([entry, { ...entry, accountable: 'Finance lead' }])).toBe(entry.what)
  expect(findShared([{ ...entry, accountable: 'CIO and COO' }])).toBe(entry.what)
  expect(findShared([{ ...entry, kind: 'metric' }, entry])).toBeNull()
})

it('is as ready as the weakest of its three enabler sets', () => {
  const level = fc.integer({ min: 0, max: 5 })
  fc.assert(
    fc.property(level, level, level, (structure, processes, technology) => {
      const of = (readiness: number) => ({ readiness, what: '' })
      const enablers = {
        structure: of(structure),
        processes: of(processes),
        technology: of(technology),
      }
      const { value, lowest } = readinessOf({ enablers })
      expect(value).toBe(Math.min(structure, processes, technology))
      expect(enablers[lowest as keyof typeof enablers].readiness).toBe(value)
    }),
  )
})
