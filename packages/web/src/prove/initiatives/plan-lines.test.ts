import { expect, test } from 'vitest'
import {
  readMilestones,
  readResources,
  readStream,
  writeMilestones,
  writeResources,
  writeStream,
} from './plan-lines.ts'

test('months come back from their lines as they were', () => {
  const stream = [
    { month: '2026-07', low: 1500, likely: 2500, high: 3250.5 },
    { month: '2026-08', low: 400, likely: 400, high: 400 },
  ]
  expect(writeStream(stream)).toBe('2026-07 1500 2500 3250.5\n2026-08 400')
  expect(readStream(writeStream(stream))).toEqual(stream)
  expect(readStream(' 2026-07;1;2;3 \n\n')).toEqual([
    { month: '2026-07', low: 1, likely: 2, high: 3 },
  ])
  expect(readStream('')).toEqual([])
})

test.each(['2026-13 5', 'July 5', '2026-07', '2026-07 5 4 3', '2026-07 5 6', '2026-07 much'])(
  'no month: %s',
  (line) => {
    expect(readStream(`2026-06 1\n${line}`)).toBeNull()
  },
)

test('actions come back from their lines as they were', () => {
  const milestones = [
    { name: 'Midlands works with it', due: '2026-05-04', doneOn: '2026-05-06' },
    { name: 'All that is done in spring', due: '2027-01-15', doneOn: null },
  ]
  expect(readMilestones(writeMilestones(milestones))).toEqual(milestones)
  expect(readMilestones('2026-05-04')).toBeNull()
  expect(readMilestones('some day')).toBeNull()
})

test('resources come back from their lines as they were; an unknown kind is none', () => {
  const resources = [
    { kind: 'tools' as const, what: 'Portal licence: two years' },
    { kind: 'people' as const, what: 'Four checkers' },
  ]
  expect(readResources(writeResources(resources))).toEqual(resources)
  expect(readResources('Training: Two days')).toEqual([{ kind: 'training', what: 'Two days' }])
  expect(readResources('money: much')).toBeNull()
  expect(readResources('Four checkers')).toBeNull()
})
