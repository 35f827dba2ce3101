import { expect, test } from 'vitest'
import { chooseHappenings } from './choose-happenings.ts'

const release = (month: number) => ({
  day: `2026-0${month}-01`,
  name: `Release 26.${month}`,
  kind: 'release',
})

test('incidents and prices stand before routine releases, of which the latest stay', () => {
  const all = [
    release(1),
    { day: '2026-01-15', name: 'Ordering broke down', kind: 'incident' },
    release(2),
    release(3),
    { day: '2026-03-15', name: 'Indexation', kind: 'price change' },
    release(4),
  ]
  expect(chooseHappenings(all, 3).map((each) => each.name)).toEqual([
    'Ordering broke down',
    'Indexation',
    'Release 26.4',
  ])
  expect(chooseHappenings(all, 10)).toEqual(all)
})
