import { expect, test } from 'vitest'
import type { InvitationPlan } from '../../api/contracts.ts'
import { readDraft, toDraft } from './plan-draft.ts'
import { writeMode, writeWhom } from './plan-words.ts'

const counts = {
  planned: 0,
  sent: 0,
  answered: 0,
  expired: 0,
  refused: 0,
  bounced: 0,
  cancelled: 0,
}
const plan: InvitationPlan = {
  id: 'p1',
  version: 3,
  name: 'Relationship',
  surveyId: 's1',
  state: 'on',
  mode: { kind: 'always-on', every: 'quarter' },
  where: ['segment=Broadband', 'region=North'],
  cut: 'partner_tier',
  wanted: 50,
  assumedRate: 0.3,
  priority: 1,
  reserve: true,
  mostPerDay: 200,
  remindAfterDays: [4, 10],
  expireAfterDays: 21,
  survey: 'Relationship',
  counts,
  ended: 0,
  responseRate: { kind: 'insufficient', n: 0, minimum: 30, why: '' },
}

test('a plan that is edited and saved unchanged stays as it was', () => {
  const { id, version, survey, counts: shown, ended, responseRate, ...body } = plan
  expect(shown).toBe(counts)
  expect([id, version, survey, ended, responseRate.kind]).toEqual([
    'p1',
    3,
    'Relationship',
    0,
    'insufficient',
  ])
  expect(readDraft(toDraft(plan, ''), plan)).toEqual(body)
})

test('an event plan has a share and no number of answers', () => {
  const draft = toDraft(plan, '')
  const saved = readDraft({ ...draft, kind: 'event', share: '40', days: '1' }, plan)
  expect(saved.mode).toEqual({ kind: 'event', event: 'interaction-closed', days: 1, share: 0.4 })
  expect(saved).not.toHaveProperty('wanted')
})

test('plans are told in words', () => {
  expect(writeMode(plan)).toBe('always on, spread over each quarter')
  expect(writeWhom(plan)).toBe(
    'segment=Broadband and region=North; 50 answers in each partner tier',
  )
  const mode = {
    kind: 'event',
    event: 'interaction-closed',
    days: 1,
    share: 1,
    touchpoint: 'Shop',
  } as const
  expect(writeMode({ mode })).toBe('1 day after a contact at “Shop”')
  expect(writeMode({ mode: { kind: 'event', event: 'renewal', days: 90, share: 1 } })).toBe(
    '90 days before a renewal',
  )
})
