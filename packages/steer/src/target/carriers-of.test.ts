import { expect, test } from 'vitest'
import { carriersOf } from './carriers-of.ts'

const stopped = { at: '2026-11-01T00:00:00.000Z', reason: 'No effect' }
const initiative = (id: string, targetIds: string[], isStopped = false) => ({
  id,
  body: { targetIds, stopped: isStopped ? stopped : null },
})
const target = { id: 'more-loyal', initiativeIds: ['named'] }

test('an initiative carries a target whichever side names the other, and once', () => {
  const all = [
    initiative('named', ['more-loyal']),
    initiative('naming', ['more-loyal']),
    initiative('other', ['cheaper']),
  ]
  expect(carriersOf(target, all)).toEqual(['named', 'naming'])
})

test('a stopped initiative carries nothing, whoever names it', () => {
  const all = [initiative('named', [], true), initiative('naming', ['more-loyal'], true)]
  expect(carriersOf(target, all)).toEqual([])
})
