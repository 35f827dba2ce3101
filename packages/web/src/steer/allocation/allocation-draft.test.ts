import { expect, test } from 'vitest'
import { buildAllocation, draftOf } from './allocation-draft.ts'

const kinds = ['service', 'contact']
const draft = {
  ...draftOf(null, kinds),
  name: 'Next year',
  owner: 'Finance lead',
  from: '2027-01-01',
  to: '2027-12-31',
}
const amounts = { ...draft.amounts, creators: '1200,5' }

test('a plan needs its words, its days and money for one band at least', () => {
  expect(buildAllocation(draft, null, kinds)).toBeNull()
  const whole = { ...draft, amounts }
  expect(buildAllocation(whole, null, kinds)).toMatchObject({
    amounts: [{ band: 'creators', amount: 1200.5 }],
    reserve: 0,
    kinds: [],
  })
  expect(buildAllocation({ ...whole, owner: ' ' }, null, kinds)).toBeNull()
  expect(buildAllocation({ ...whole, to: '2026-12-31' }, null, kinds)).toBeNull()
  expect(
    buildAllocation({ ...whole, amounts: { ...amounts, new: 'much' } }, null, kinds),
  ).toBeNull()
  expect(buildAllocation({ ...whole, kinds: [] }, null, kinds)).toBeNull()
})

test('some kinds are said by name, and an initiative only with its band', () => {
  const some = { ...draft, amounts, kinds: ['service'], initiatives: { a: 'creators', b: '' } }
  expect(buildAllocation(some, null, kinds)).toMatchObject({
    kinds: ['service'],
    initiatives: [{ initiativeId: 'a', band: 'creators' }],
  })
})

test('a changed plan says what it was changed on', () => {
  const saved = buildAllocation({ ...draft, amounts }, null, kinds)!
  const plan = { ...saved, id: 'p', version: 3, metric: 'csat' as const, reserve: 0 }
  const known = { ...plan, kinds: [], initiatives: [] }
  const again = { ...draftOf(known, kinds), reason: 'a crew more' }
  expect(buildAllocation(again, known, kinds)).toMatchObject({
    id: 'p',
    expected: 3,
    metric: 'csat',
    reason: 'a crew more',
  })
})
