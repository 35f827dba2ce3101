import { describe, expect, test } from 'vitest'
import { orderUnits, unitsHeadline } from './order-units.ts'

const unit = (id: string, parentId: string | null) => ({ id, name: id, parentId })

describe('units in their order', () => {
  test('each stands under the one above it, by name', () => {
    const units = [unit('b', 'top'), unit('top', null), unit('a', 'top'), unit('a1', 'a')]
    expect(orderUnits(units).map(({ unit: { id }, depth }) => [id, depth])).toEqual([
      ['top', 0],
      ['a', 1],
      ['a1', 2],
      ['b', 1],
    ])
  })

  test('one whose parent is gone stands at the top, and a circle ends', () => {
    expect(orderUnits([unit('x', 'gone')]).map(({ depth }) => depth)).toEqual([0])
    expect(orderUnits([unit('x', 'x')])).toEqual([])
  })
})

test('the headline says for how many nobody answers', () => {
  expect(unitsHeadline([])).toBe('No units yet: nobody answers for a number.')
  expect(unitsHeadline([{ owner: 'Head' }])).toBe('The one unit has an owner.')
  expect(unitsHeadline([{ owner: 'Head' }, { owner: 'Lead' }])).toBe('All 2 units have an owner.')
  expect(unitsHeadline([{ owner: '' }, { owner: 'Lead' }])).toBe('For 1 of 2 units nobody answers.')
})
