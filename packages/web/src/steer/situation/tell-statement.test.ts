import { expect, it } from 'vitest'
import { compareTold } from '../compare-told.ts'
import { tellStatement } from './tell-statement.ts'
import type { Statement } from './words.ts'

const compareStatements = (before: Statement, after: Statement) =>
  compareTold(tellStatement(before), tellStatement(after))

const force: Statement = {
  kind: 'force',
  force: 'buyers',
  rating: 3,
  trend: 'steady',
  text: 'Contracts end every two years',
  owner: 'Head of Strategy',
  citation: null,
  reviewMonths: 6,
  kpiIds: [],
  leverIds: [],
}

it('finds nothing between a statement and itself', () => {
  expect(compareStatements(force, { ...force })).toEqual([])
})

it('tells what changed in the words of the page, also the measure that it rests on', () => {
  const citation = {
    metric: 'churn' as const,
    where: ['segment=Broadband'],
    from: '2026-07-01',
    to: '2026-09-30',
  }
  const after: Statement = { ...force, rating: 5, trend: 'rising', citation, reviewMonths: 3 }
  expect(compareStatements(force, after)).toEqual([
    { what: 'Strength, 1 to 5', before: '3', after: '5' },
    { what: 'Trend', before: 'steady', after: 'rising' },
    {
      what: 'Rests on',
      before: 'nothing',
      after: 'churn, segment=Broadband, 1 July to 30 September 2026',
    },
    { what: 'Due again after', before: '6 months', after: '3 months' },
  ])
})

it('puts what only one kind of statement says beside nothing', () => {
  const { text, owner, citation, reviewMonths, kpiIds, leverIds } = force
  const swot: Statement = {
    ...{ kind: 'swot', side: 'threat', text, owner, citation, reviewMonths, kpiIds, leverIds },
  }
  const found = compareStatements(force, swot)
  expect(found.map(({ what }) => what)).toEqual([
    'Kind',
    'Force',
    'Strength, 1 to 5',
    'Trend',
    'Side',
  ])
  expect(found.at(-1)).toEqual({ what: 'Side', before: '', after: 'Threats' })
})
