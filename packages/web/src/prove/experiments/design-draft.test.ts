import { expect, test } from 'vitest'
import { buildDesign, readConditions, readPositive, type DesignDraft } from './design-draft.ts'

const draft: DesignDraft = {
  name: 'Call back',
  hypothesis: '',
  design: 'randomised',
  metric: 'nps',
  population: 'region=North, segment=Big,',
  holdout: '0.2',
  attribute: '',
  treated: '',
  from: '2026-12-01',
  days: '30',
  daysBefore: '',
  smallest: '2,5',
}

test('fields become a design with a past of the same length', () => {
  expect(buildDesign(draft)).toMatchObject({
    population: ['region=North', 'segment=Big'],
    arms: [{ share: 0.2 }, { share: 0.8 }],
    assignment: { from: '2026-12-01', to: '2026-12-30' },
    measured: { from: '2026-12-01', to: '2026-12-30' },
    before: { from: '2026-11-01', to: '2026-11-30' },
    smallest: 2.5,
  })
})

test('a comparison of groups needs the attribute and its values, and groups are those of the first day', () => {
  const groups = { ...draft, design: 'difference' as const, daysBefore: '180' }
  expect(buildDesign(groups)).toBeNull()
  expect(buildDesign({ ...groups, attribute: 'region' })).toBeNull()
  expect(buildDesign({ ...groups, attribute: 'region', treated: 'Midlands, South' })).toMatchObject(
    {
      design: 'difference',
      assignedBy: 'attribute',
      attribute: 'region',
      arms: [{ name: 'the others' }, { name: 'treated', values: ['Midlands', 'South'] }],
      assignment: { from: '2026-12-01', to: '2026-12-01' },
      before: { from: '2026-06-04', to: '2026-11-30' },
    },
  )
})

test('before and after has no arms', () => {
  const design = buildDesign({ ...draft, design: 'before-after' })
  expect(design).toMatchObject({ design: 'before-after' })
  expect(design?.arms).toBeUndefined()
})

test('what is missing or no number makes none', () => {
  expect(buildDesign({ ...draft, name: ' ' })).toBeNull()
  expect(buildDesign({ ...draft, days: 'x' })).toBeNull()
  expect(buildDesign({ ...draft, daysBefore: '-3' })).toBeNull()
  expect(readPositive('-1')).toBeNull()
  expect(readConditions('nonsense')).toEqual([])
})
