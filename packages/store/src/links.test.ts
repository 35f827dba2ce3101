import { beforeEach, expect, test } from 'vitest'
import { addLinks, endLinks, findLinkRecord, listOpenLinks, type LinkRecord } from './links.ts'
import { addSurveyVersion, findSurveyVersion, listSurveyVersions } from './survey-versions.ts'
import { describeEachDatabase } from './test/each-database.ts'
import { addWorkspace } from './workspaces.ts'

const moment = '2026-01-01T00:00:00.000Z'
const later = '2026-02-01T00:00:00.000Z'

describeEachDatabase('Links and versions of surveys', (database) => {
  let workspaceId = ''
  let count = 0
  beforeEach(async () => {
    workspaceId = `w${(count += 1)}`
    await addWorkspace(database.store, {
      id: workspaceId,
      name: 'Test',
      timeZone: 'UTC',
      currency: 'EUR',
      fiscalYearStartMonth: 1,
      settings: {},
      createdAt: moment,
    })
  })
  const link = (tokenHash: string, customerId: string | null): LinkRecord => ({
    tokenHash: `${workspaceId} ${tokenHash}`,
    workspaceId,
    purpose: 'answer',
    surveyId: 's1',
    customerId,
    accountId: null,
    invitationId: null,
    channel: 'mail',
    label: null,
    context: { unit: 'North', note: 'quotes " and ü' },
    createdAt: moment,
    expiresAt: later,
    revokedAt: null,
  })

  test('many links are kept and found again by their hash', async () => {
    const { store } = database
    const links = Array.from({ length: 450 }, (_, index) => link(`t${index}`, `c${index}`))
    await addLinks(store, links)
    expect(await findLinkRecord(store, `${workspaceId} t449`)).toEqual(links[449])
    expect(await findLinkRecord(store, `${workspaceId} t450`)).toBeUndefined()
  })

  test('links end by customer, once, and in their workspace only', async () => {
    const { store } = database
    await addLinks(store, [link('a', 'c1'), link('b', 'c1'), link('c', 'c2'), link('open', null)])
    expect(await endLinks(store, { workspaceId: 'w0', customerId: 'c1' }, later)).toBe(0)
    expect(await endLinks(store, { workspaceId, customerId: 'c1' }, later)).toBe(2)
    expect(await endLinks(store, { workspaceId, customerId: 'c1' }, later)).toBe(0)
    expect(await findLinkRecord(store, `${workspaceId} b`)).toMatchObject({ revokedAt: later })
    expect(await findLinkRecord(store, `${workspaceId} c`)).toMatchObject({ revokedAt: null })
    const open = await listOpenLinks(store, workspaceId, 's1')
    expect(open.map(({ tokenHash }) => tokenHash)).toEqual([`${workspaceId} open`])
    await expect(async () => endLinks(store, { workspaceId }, later)).rejects.toThrow(RangeError)
  })

  test('a version is kept as it was, and not twice', async () => {
    const { store } = database
    const version = {
      workspaceId,
      surveyId: 's1',
      version: 1,
      body: { name: 'A' },
      note: 'first',
      publishedBy: 'p1',
      publishedAt: moment,
    }
    await addSurveyVersion(store, version)
    await expect(addSurveyVersion(store, { ...version, body: { name: 'B' } })).rejects.toThrow()
    await addSurveyVersion(store, { ...version, version: 2 })
    expect(await findSurveyVersion(store, workspaceId, 's1', 1)).toEqual(version)
    expect(await findSurveyVersion(store, 'w0', 's1', 1)).toBeUndefined()
    expect(await listSurveyVersions(store, workspaceId, 's1')).toHaveLength(2)
  })
})
