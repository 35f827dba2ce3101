import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statementSchema, type Statement } from './contract.ts'
import {
  flagStatement,
  judgeAsset,
  judgeDue,
  strongestForces,
  weighLevers,
  writeSituationHeadline,
} from './judge-situation.ts'

const common = { text: 'So it is', owner: 'Head of Strategy' }
const force = (name: string, rating: number): Statement =>
  statementSchema.parse({ kind: 'force', force: name, rating, trend: 'steady', ...common })
const strength = statementSchema.parse({ kind: 'swot', side: 'strength', ...common })

describe('VRIO', () => {
  it.each([
    ['----', 'disadvantage'],
    ['-RIO', 'disadvantage'],
    ['V---', 'parity'],
    ['V-IO', 'parity'],
    ['VR--', 'temporary advantage'],
    ['VR-O', 'temporary advantage'],
    ['VRI-', 'unused advantage'],
    ['VRIO', 'sustained advantage'],
  ])('%s is %s', (letters, verdict) => {
    const [valuable, rare, inimitable, organised] = letters.split('').map((one) => one !== '-')
    const asset = { valuable, rare, inimitable, organised } as Parameters<typeof judgeAsset>[0]
    expect(judgeAsset(asset)).toBe(verdict)
  })

  it('sustains an advantage only where all four hold', () => {
    const each = fc.boolean()
    const assets = fc.record({ valuable: each, rare: each, inimitable: each, organised: each })
    fc.assert(
      fc.property(assets, (asset) => {
        const all = Object.values(asset).every(Boolean)
        expect(judgeAsset(asset) === 'sustained advantage').toBe(all)
      }),
    )
  })
})

it.each([
  ['2026-05-28', 6, '2026-11-28', true],
  ['2026-05-29', 6, '2026-11-29', false],
  ['2025-08-31', 6, '2026-02-28', true],
  ['2026-11-28', 1, '2026-12-28', false],
])('seen on %s and every %i months it is due on %s', (seenOn, months, dueOn, overdue) => {
  expect(judgeDue(seenOn, months, '2026-11-28')).toEqual({ dueOn, overdue })
})

it('names all forces that are rated highest', () => {
  expect(strongestForces([force('rivalry', 4), strength, force('buyers', 2)])).toEqual(['rivalry'])
  expect(strongestForces([force('rivalry', 4), force('buyers', 4)])).toEqual(['rivalry', 'buyers'])
  expect(strongestForces([strength])).toEqual([])
})

it.each<[[Statement, boolean][], string]>([
  [[], 'Nothing is written down about our situation yet.'],
  [
    [
      [force('rivalry', 5), true],
      [strength, true],
      [force('entrants', 2), false],
    ],
    'Two of 3 statements about our situation are due for review; the strongest force is rivalry.',
  ],
  [
    [
      [strength, true],
      [strength, false],
    ],
    'One of 2 statements about our situation is due for review; no force of the industry is rated yet.',
  ],
  [
    [
      [force('buyers', 3), false],
      [force('rivalry', 3), false],
      [force('substitutes', 3), false],
    ],
    'All 3 statements about our situation are up to date; the strongest forces are the power of buyers, rivalry and substitutes.',
  ],
  [
    [[force('rivalry', 1), false]],
    'The only statement about our situation is up to date; the strongest force is rivalry.',
  ],
])('says what is due and what presses hardest', (all, sentence) => {
  const judged = all.map(([statement, overdue]) => ({ statement, overdue }))
  expect(writeSituationHeadline(judged)).toBe(sentence)
})

describe('what a statement leads to', () => {
  const weakness = statementSchema.parse({ kind: 'swot', side: 'weakness', ...common })
  const citation = { metric: 'nps' as const, where: [], from: '2026-07-01', to: '2026-09-30' }

  it('flags a weakness that no KPI and no measure watches (R112), and nothing else', () => {
    expect(flagStatement(weakness)).toMatch(/^No measure/)
    expect(flagStatement({ ...weakness, kpiIds: ['k1'] })).toBeNull()
    expect(flagStatement({ ...weakness, citation })).toBeNull()
    expect(flagStatement(strength)).toBeNull()
    expect(flagStatement(force('rivalry', 5))).toBeNull()
  })

  it('weighs levers by what speaks for them (R057), with what pulls each', () => {
    const levers = ['keep', 'win', 'price'].map((id) => ({ id, name: id, question: '' }))
    const statements = [
      { id: 's1', statement: { ...weakness, leverIds: ['win'] } },
      { id: 's2', statement: { ...strength, leverIds: ['win', 'keep', 'gone'] } },
    ]
    const initiatives = [{ id: 'i1', name: 'Call back', leverId: 'keep' }]
    const found = weighLevers(levers, statements, initiatives)
    expect(found.map(({ id, statements: all }) => [id, all.map((one) => one.id)])).toEqual([
      ['win', ['s1', 's2']],
      ['keep', ['s2']],
    ])
    expect(found.map((one) => one.initiatives)).toEqual([[], [{ id: 'i1', name: 'Call back' }]])
  })
})
