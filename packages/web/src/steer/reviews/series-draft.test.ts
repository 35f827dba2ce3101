import { expect, it } from 'vitest'
import { buildSeries, chairOf, draftOf, membersOf, type SeriesDraft } from './series-draft.ts'

const draft = (part: Partial<SeriesDraft>): SeriesDraft => ({
  ...draftOf(),
  name: 'Fortnightly review',
  members: 'COO\nCIO\nHead of Care',
  ...part,
})

it('takes members by role, each once; the first is the chair until another is chosen', () => {
  const twice = draft({ members: ' COO \n\ncoo\nCIO\n' })
  expect(membersOf(twice)).toEqual(['coo', 'CIO'])
  expect(chairOf(draft({}))).toBe('COO')
  expect(chairOf(draft({ chair: 'CIO' }))).toBe('CIO')
  expect(chairOf(draft({ chair: 'Nobody' }))).toBe('COO')
})

it.each([
  [{ name: ' ' }, ''],
  [{ members: '' }, ''],
  [{ quorum: '4' }, 'A quorum of 4 is more than the 3 members.'],
  [{ quorum: '0' }, 'The quorum is a whole number of members.'],
  [{ quorum: 'two' }, 'The quorum is a whole number of members.'],
  [{ cadenceDays: '400' }, 'The cadence is 1 to 366 days.'],
])('says what is wrong with %o', (part, problem) => {
  expect(buildSeries(draft(part))).toEqual({ problem })
})

it('saves a new series with its first day, and a known one with its version and agenda', () => {
  expect(buildSeries(draft({ first: '2026-12-03' }))).toMatchObject({
    chair: 'COO',
    quorum: 3,
    cadenceDays: 14,
    benchmarkId: null,
    first: '2026-12-03',
  })
  const saved = {
    id: 's',
    name: 'A',
    chair: 'CIO',
    members: ['CIO'],
    quorum: 1,
    cadenceDays: 7,
    unitIds: ['u'],
    metric: 'csat' as const,
    every: 'month' as const,
    benchmarkId: 'b',
    agenda: ['Orders'],
  }
  const series = { ...saved, version: 4 }
  expect(buildSeries(draftOf(series), series)).toEqual({ ...saved, expected: 4 })
})
