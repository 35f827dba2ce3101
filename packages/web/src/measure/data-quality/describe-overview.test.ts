import { expect, test } from 'vitest'
import type { Answer } from '../../api/contracts.ts'
import { headlineOf, sublineOf } from './describe-overview.ts'

type Overview = Answer<'data.overview'>
type Import = Overview['imports'][number]

const entry = (rejected: number, isMapped = false): Import => ({
  ...{ id: 'i1', kind: 'orders', files: [], mapping: {}, cleaning: [], dropped: {} },
  ...{ rowsIn: 1_200, kept: 1_200 - rejected, rejected, firstDay: '2026-01-01' },
  ...{ lastDay: '2026-03-31', importedAt: '2026-04-01T00:00:00.000Z', hasRejects: rejected > 0 },
  ...{ isMapped, state: 'live' },
})

function overviewOf(imports: readonly Import[]): Overview {
  const sum = (field: 'rowsIn' | 'kept' | 'rejected') =>
    imports.reduce((total, each) => total + each[field], 0)
  const kind = {
    ...{ kind: 'orders', meaning: 'Lines of orders', rows: sum('kept'), columns: [] },
    ...{ rowsIn: sum('rowsIn'), kept: sum('kept'), rejected: sum('rejected'), dropped: {} },
    ...{ firstDay: '2026-01-01', lastDay: '2026-03-31' },
  }
  return { snapshotId: 's', kinds: [kind], imports: [...imports], answersLandedAt: null }
}

test('rows that did not fit lie in files, unless a mapped table has some', () => {
  expect(headlineOf(overviewOf([entry(0)]))).toBe('1,200 rows came in; none was rejected.')
  expect(headlineOf(overviewOf([entry(20), entry(0, true)]))).toBe(
    '2,400 rows came in; 20 did not fit and lie in files of their own.',
  )
  expect(headlineOf(overviewOf([entry(20), entry(3, true)]))).toBe(
    '2,400 rows came in; 23 did not fit.',
  )
})

test('what it is made of is counted', () => {
  expect(sublineOf(overviewOf([entry(0)]))).toBe('1 import of 1 kind · 2026-01-01 to 2026-03-31')
  expect(sublineOf(overviewOf([entry(0), entry(0), entry(0, true)]))).toBe(
    '2 imports and 1 mapped table of 1 kind · 2026-01-01 to 2026-03-31',
  )
})
