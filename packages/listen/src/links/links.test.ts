import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestStore, type TestStore } from '../test/test-call.ts'
import { findLink, makeLink, makeLinks, oneClickPath, revokeLinks } from './links.ts'

let base: TestStore
let workspaceId = ''
beforeAll(async () => {
  base = await openTestStore()
  workspaceId = await base.addWorkspace()
})
afterAll(() => base.close())

const now = new Date('2026-11-01T10:00:00.000Z')
const expiresAt = new Date('2026-12-01T10:00:00.000Z')
const link = { surveyId: 's1', channel: 'mail' as const, now, expiresAt }

test('a link is found by its token and by nothing else, and its token is kept nowhere', async () => {
  const made = await makeLink(base.store, {
    ...link,
    workspaceId,
    customerId: 'c1',
    context: { unit: 'North' },
  })
  expect(made.path).toBe(`/s/${made.token}`)
  expect(Buffer.from(made.token, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  const found = await findLink(base.store, made.token, now)
  expect(found).toMatchObject({
    workspaceId,
    surveyId: 's1',
    customerId: 'c1',
    context: { unit: 'North' },
  })
  const rows = await base.store.db.selectFrom('links').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(made.token)
  for (const wrong of [
    '',
    'x',
    found?.tokenHash ?? '',
    `${made.token}x`,
    '../../etc/passwd',
    "' or 1=1",
  ]) {
    expect(await findLink(base.store, wrong, now)).toBeUndefined()
  }
})

test('a link works for its purpose only, until its end, and not after it was revoked', async () => {
  const { token } = await makeLink(base.store, { ...link, workspaceId, customerId: 'c2' })
  expect(await findLink(base.store, token, now, 'unsubscribe')).toBeUndefined()
  expect(await findLink(base.store, token, new Date(expiresAt.getTime() - 1))).toBeDefined()
  expect(await findLink(base.store, token, expiresAt)).toBeUndefined()
  const stop = await makeLink(base.store, {
    ...link,
    workspaceId,
    purpose: 'unsubscribe',
    customerId: 'c2',
  })
  expect(stop.path).toBe(`/s/${stop.token}/unsubscribe`)
  expect(await findLink(base.store, stop.token, now)).toBeUndefined()
  expect(await findLink(base.store, stop.token, now, 'unsubscribe')).toBeDefined()
  expect(await revokeLinks(base.store, { workspaceId, customerId: 'c2' }, now)).toBe(2)
  expect(await findLink(base.store, token, now)).toBeUndefined()
  expect(await findLink(base.store, stop.token, now, 'unsubscribe')).toBeUndefined()
})

test('many links have tokens of their own, in their order', async () => {
  const made = await makeLinks(
    base.store,
    Array.from({ length: 300 }, (_, index) => ({
      ...link,
      workspaceId,
      customerId: `many${index}`,
    })),
  )
  expect(new Set(made.map(({ token }) => token)).size).toBe(300)
  expect(await findLink(base.store, made[299]?.token ?? '', now)).toMatchObject({
    customerId: 'many299',
  })
  expect(oneClickPath('/s/t', 'nps', 9)).toBe('/s/t?a=nps.9')
})
