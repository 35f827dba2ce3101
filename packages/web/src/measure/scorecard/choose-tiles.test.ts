import { expect, test } from 'vitest'
import type { Scorecard } from '../../api/contracts.ts'
import { chooseTiles } from './choose-tiles.ts'

type Tile = Scorecard['tiles'][number]

function tile(id: string, isThin = false): Tile {
  const measured = isThin
    ? { kind: 'insufficient', n: 2, minimum: 30, why: 'Too few.' }
    : { kind: 'estimate', value: 1, low: 0, high: 2, level: 0.95, n: 100, method: 'x' }
  return { metric: { id }, measured } as unknown as Tile
}

const idsOf = (tiles: readonly Tile[]) => tiles.map(({ metric }) => metric.id)

test('the first five questions stand first, in their order', () => {
  const all = ['nps', 'csat', 'ces', 'retention', 'churn', 'nrr', 'aov', 'clv'].map((id) =>
    tile(id),
  )
  expect(idsOf(chooseTiles(all))).toEqual(['nps', 'csat', 'retention', 'nrr', 'clv'])
})

test('a company without surveys sees what it has, in the order of the server', () => {
  const all = ['retention', 'churn', 'revenue', 'aov', 'repeat-purchase', 'active', 'clv'].map(
    (id) => tile(id),
  )
  expect(idsOf(chooseTiles(all))).toEqual(['retention', 'clv', 'churn', 'revenue', 'aov'])
})

test('a figure with too few gives its place to one that can be shown', () => {
  const all = [
    tile('nps', true),
    ...['csat', 'retention', 'nrr', 'clv', 'aov'].map((id) => tile(id)),
  ]
  expect(idsOf(chooseTiles(all))).toEqual(['csat', 'retention', 'nrr', 'clv', 'aov'])
})
