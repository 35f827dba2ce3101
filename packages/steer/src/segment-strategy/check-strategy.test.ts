import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkElements, findAlike, findShared, findVague, readinessOf } from './check-strategy.ts'
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

describe('one size for all (R059)', () => {
  const terms = (segment: string, part: object = {}) => ({
    ...{ segment, pricing: 'List price', promotions: 'None', services: 'Portal' },
    ...part,
  })
  const missing = (part: Partial<Strategy>): string =>
    checkElements({ ...strategy, ...part }).find(({ element }) => element === 'segments')!.missing

  it('is no segment, and several segments need terms of their own', () => {
    expect(missing({ segments: ['All customers'] })).toMatch(/no segment/)
    const segments = ['Broadband', 'Mobile']
    expect(missing({ segments })).toContain('“Broadband”')
    expect(missing({ segments, terms: [terms('broadband')] })).toContain('“Mobile”')
    const without = terms('Mobile', { services: ' ' })
    expect(missing({ segments, terms: [terms('Broadband'), without] })).toContain('“Mobile”')
    const own = terms('Mobile', { services: 'Shop' })
    expect(missing({ segments, terms: [terms('Broadband'), own] })).toBe('')
    expect(missing({ segments: ['Broadband'] })).toBe('')
  })

  it('is found where two segments are given the very same', () => {
    expect(findAlike({ terms: [terms('A'), terms('B', { pricing: ' LIST price' })] })).toEqual([
      'A',
      'B',
    ])
    expect(findAlike({ terms: [terms('A'), terms('B', { pricing: 'Less' })] })).toBeNull()
    expect(findAlike({ terms: [] })).toBeNull()
  })
})
