import { setTimeout as wait } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { FealtyError } from '@fealty/core'
import { sql } from 'kysely'
import {
  addApiKey,
  addMembership,
  addModel,
  addOneTimeToken,
  addPerson,
  addSession,
  addWorkspace,
  changeMembership,
  changeWorkspace,
  claimOnce,
  countOwners,
  dropResults,
  dropStaleResults,
  endSessionsOf,
  findApiKey,
  findLiveImport,
  findModel,
  findLastResult,
  findResults,
  findSessionHolder,
  findSetting,
  inTransaction,
  listImports,
  listMembers,
  listSegments,
  openStore,
  readImport,
  readMember,
  readWorkspace,
  recordImport,
  removeSegment,
  revokeApiKey,
  saveAnswer,
  saveLastAnswer,
  saveResults,
  saveSegment,
  saveSetting,
  setDeactivated,
  sweepExpired,
  takeOneTimeToken,
  undoImport,
  type NewImport,
  type Store,
} from './index.ts'
import { describeEachDatabase } from './test/each-database.ts'

const now = '2026-03-01T10:00:00.000Z'
const later = '2026-03-01T11:00:00.000Z'

async function newWorkspace(store: Store): Promise<string> {
  const id = randomUUID()
  await addWorkspace(store, {
    id,
    name: 'Ünïcode “quoted”',
    timeZone: 'Europe/Rome',
    currency: 'EUR',
    fiscalYearStartMonth: 4,
    settings: { horizonDays: 365 },
    createdAt: now,
  })
  return id
}

async function newMember(store: Store, workspaceId: string, role: 'owner' | 'manager') {
  const id = randomUUID()
  const email = `${id}@example.org`
  const person = { id, email, name: 'A person', passwordHash: null, createdAt: now }
  await addPerson(store, { ...person, deactivatedAt: null })
  const units = role === 'manager' ? ['North'] : []
  await addMembership(store, { personId: id, workspaceId, role, units, createdAt: now })
  return { id, email }
}

function newImport(workspaceId: string, contentKey: string): NewImport {
  return {
    id: randomUUID(),
    workspaceId,
    kind: 'orders',
    files: [{ name: 'orders.csv', sha256: 'ab', bytes: 5_000_000_000 }],
    mapping: { amount: 'Quantity * Price' },
    cleaning: ['exact-duplicates'],
    rowsIn: 3_000_000_000,
    kept: 2_999_999_990,
    rejected: 4,
    dropped: { 'exact-duplicates': 6 },
    firstDay: '2025-01-01',
    lastDay: '2025-12-31',
    columns: [{ name: 'amount', type: 'money' }],
    segmentPath: 'facts/x.parquet',
    rejectsPath: null,
    contentKey,
    importedAt: now,
  }
}

function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error instanceof FealtyError ? error.code : String(error)),
  )
}

describeEachDatabase('the store', (database) => {
  test('keeps a workspace as it was given and changes only what is named', async () => {
    const { store } = database
    const id = await newWorkspace(store)
    await changeWorkspace(store, id, { currency: 'USD' })
    const workspace = await readWorkspace(store, id)
    expect(workspace).toMatchObject({ name: 'Ünïcode “quoted”', currency: 'USD' })
    expect(workspace.settings).toEqual({ horizonDays: 365 })
    expect(await codeOf(readWorkspace(store, 'none'))).toBe('record.not-found')
  })

  test('opens again without migrating twice, and refuses data of a newer version', async () => {
    const again = await openStore(database.location)
    await again.db.insertInto('migrations').values({ id: '9999-future', appliedAt: now }).execute()
    await again.close()
    expect(await codeOf(openStore(database.location))).toBe('data.newer')
    await database.store.db.deleteFrom('migrations').where('id', '=', '9999-future').execute()
    await (await openStore(database.location)).close()
  })

  test('a transaction keeps all or nothing', async () => {
    const { store } = database
    const name = randomUUID()
    const failed = inTransaction(store, async (transaction) => {
      await saveSetting(transaction, name, 1)
      throw new RangeError('stop')
    })
    await expect(failed).rejects.toThrow('stop')
    expect(await findSetting(store, name)).toBeUndefined()
  })

  test('a name is claimed once in a race of twenty', async () => {
    const name = randomUUID()
    const claims = Array.from({ length: 20 }, (_, n) => claimOnce(database.store, name, n))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
  })

  test('sessions end with expiry, deactivation and membership; a new role counts at once', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const person = await newMember(store, workspaceId, 'owner')
    const tokenHash = randomUUID()
    const session = { tokenHash, personId: person.id, workspaceId }
    await addSession(store, { ...session, createdAt: now, expiresAt: later })
    expect(await findSessionHolder(store, tokenHash, now)).toMatchObject({ role: 'owner' })
    expect(await findSessionHolder(store, tokenHash, later)).toBeUndefined()
    await changeMembership(store, workspaceId, person.id, { role: 'manager', units: ['South'] })
    const holder = await findSessionHolder(store, tokenHash, now)
    expect(holder).toMatchObject({ role: 'manager', units: ['South'] })
    await setDeactivated(store, person.id, now)
    expect(await findSessionHolder(store, tokenHash, now)).toBeUndefined()
    await setDeactivated(store, person.id, null)
    await endSessionsOf(store, person.id)
    expect(await findSessionHolder(store, tokenHash, now)).toBeUndefined()
  })

  test('counts active owners, and members are unseen from another workspace', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const owner = await newMember(store, workspaceId, 'owner')
    await newMember(store, workspaceId, 'manager')
    const second = await newMember(store, workspaceId, 'owner')
    expect(await countOwners(store, workspaceId)).toBe(2)
    await setDeactivated(store, second.id, now)
    expect(await countOwners(store, workspaceId)).toBe(1)
    expect(await listMembers(store, workspaceId)).toHaveLength(3)
    const other = await newWorkspace(store)
    expect(await codeOf(readMember(store, other, owner.id))).toBe('record.not-found')
    const person = { id: randomUUID(), email: owner.email.toUpperCase(), name: 'Twin' }
    const twin = { ...person, passwordHash: null, createdAt: now, deactivatedAt: null }
    expect(await codeOf(addPerson(store, twin))).toBe('record.exists')
  })

  test('a one-time token works once, for its purpose, before its end, in a race of ten', async () => {
    const { store } = database
    const tokenHash = randomUUID()
    const token = { tokenHash, purpose: 'invite', payload: { personId: 'p' }, createdAt: now }
    await addOneTimeToken(store, { ...token, expiresAt: later })
    expect(await takeOneTimeToken(store, tokenHash, 'setup', now)).toBeUndefined()
    expect(await takeOneTimeToken(store, tokenHash, 'invite', later)).toBeUndefined()
    const takes = Array.from({ length: 10 }, () =>
      takeOneTimeToken(store, tokenHash, 'invite', now),
    )
    const taken = (await Promise.all(takes)).filter((payload) => payload !== undefined)
    expect(taken).toEqual([{ personId: 'p' }])
    await sweepExpired(store, later)
    const left = store.db.selectFrom('oneTimeTokens').where('tokenHash', '=', tokenHash)
    expect(await left.select('purpose').execute()).toEqual([])
  })

  test('a revoked key is gone, and another workspace cannot revoke it', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const id = randomUUID()
    const apiKey = { id, tokenHash: id, workspaceId, name: 'CI', role: 'analyst' as const }
    await addApiKey(store, {
      ...apiKey,
      units: [],
      createdBy: 'x',
      createdAt: now,
      revokedAt: null,
    })
    const other = await newWorkspace(store)
    expect(await codeOf(revokeApiKey(store, other, id, now))).toBe('record.not-found')
    expect(await findApiKey(store, id)).toMatchObject({ role: 'analyst', units: [] })
    await revokeApiKey(store, workspaceId, id, now)
    expect(await findApiKey(store, id)).toBeUndefined()
  })

  test('the ledger numbers imports without gaps under parallel writers', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const writes = Array.from({ length: 12 }, (_, n) =>
      recordImport(store, newImport(workspaceId, `content ${n}`)),
    )
    await Promise.all(writes)
    const seqs = (await listImports(store, workspaceId)).map(({ seq }) => seq)
    expect(seqs).toEqual(Array.from({ length: 12 }, (_, n) => n + 1))
  })

  test('the same content is taken once, and again after it was undone', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const first = await recordImport(store, newImport(workspaceId, 'same'))
    expect(await readImport(store, workspaceId, first.id)).toEqual(first)
    expect(first.rowsIn).toBe(3_000_000_000)
    const parallel = [1, 2, 3].map(() =>
      codeOf(recordImport(store, newImport(workspaceId, 'same'))),
    )
    expect(await Promise.all(parallel)).toEqual(['file.same', 'file.same', 'file.same'])
    const undone = await undoImport(store, workspaceId, first.id, later)
    expect(undone).toMatchObject({ state: 'undone', undoneAt: later })
    expect(await findLiveImport(store, workspaceId, 'same')).toBeUndefined()
    const second = await recordImport(store, newImport(workspaceId, 'same'))
    expect(second.seq).toBe(2)
    expect(await listImports(store, workspaceId, 'all')).toHaveLength(2)
    const other = await newWorkspace(store)
    expect(await codeOf(undoImport(store, other, second.id, later))).toBe('record.not-found')
    expect(await findLiveImport(store, workspaceId, 'same')).toMatchObject({ id: second.id })
  })

  test('an import whose segment cannot be published is not recorded', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const failing = recordImport(store, newImport(workspaceId, 'k'), () =>
      Promise.reject(new Error('rename failed')),
    )
    await expect(failing).rejects.toThrow('rename failed')
    expect(await listImports(store, workspaceId, 'all')).toEqual([])
  })

  test('segments have one name each and stay in their workspace', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const other = await newWorkspace(store)
    const id = randomUUID()
    const segment = { id, workspaceId, name: 'Big', definition: { all: [] }, createdAt: now }
    await saveSegment(store, { ...segment, updatedAt: now })
    await saveSegment(store, { ...segment, name: 'Bigger', updatedAt: later })
    expect(await listSegments(store, workspaceId)).toMatchObject([
      { name: 'Bigger', definition: { all: [] }, updatedAt: later },
    ])
    const twin = { ...segment, id: randomUUID(), name: 'Bigger', updatedAt: now }
    expect(await codeOf(saveSegment(store, twin))).toBe('record.exists')
    const foreign = { ...segment, workspaceId: other, updatedAt: later }
    expect(await codeOf(saveSegment(store, foreign))).toBe('record.not-found')
    expect(await codeOf(removeSegment(store, other, id))).toBe('record.not-found')
    await removeSegment(store, workspaceId, id)
    expect(await listSegments(store, workspaceId)).toEqual([])
  })

  test('models: the newest of a kind, or of one snapshot', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const model = { workspaceId, kind: 'bg-nbd', unit: 'day', until: '2025-12-31' }
    const old = { ...model, id: 'm1', snapshotId: 's1', parameters: { r: 0.1 }, createdAt: now }
    await addModel(store, { ...old, id: randomUUID() })
    await addModel(store, { ...old, id: randomUUID(), snapshotId: 's2', createdAt: later })
    expect(await findModel(store, workspaceId, 'bg-nbd')).toMatchObject({ snapshotId: 's2' })
    const ofFirst = await findModel(store, workspaceId, 'bg-nbd', 's1')
    expect(ofFirst?.parameters).toEqual({ r: 0.1 })
    expect(await findModel(store, workspaceId, 'sbg')).toBeUndefined()
  })

  test('kept answers go when the facts change', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const result = { workspaceId, snapshotId: 's1', key: 'nps', createdAt: now }
    await saveResults(store, [{ ...result, body: { value: 1 } }])
    await saveResults(store, [
      { ...result, body: { value: 2 } },
      { ...result, key: 'ces', body: [] },
      { ...result, snapshotId: 's2', body: null },
    ])
    expect(await findResults(store, workspaceId, 's1', ['nps', 'csat', 'ces'])).toEqual(
      new Map<string, unknown>([
        ['nps', { value: 2 }],
        ['ces', []],
      ]),
    )
    await dropStaleResults(store, workspaceId, ['s2'])
    expect(await findResults(store, workspaceId, 's1', ['nps', 'ces'])).toEqual(new Map())
    expect(await findResults(store, workspaceId, 's2', ['nps'])).toEqual(new Map([['nps', null]]))
  })

  test('the last answer to a question stays whatever the facts, until it is old', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const result = { key: 'nps', createdAt: now }
    const workspace = { id: workspaceId, forgettings: 0 }
    await saveLastAnswer(store, workspace, { ...result, body: 1 })
    await saveLastAnswer(store, workspace, { ...result, body: 2, createdAt: later })
    await dropStaleResults(store, workspaceId, ['s2'], later)
    expect(await findLastResult(store, workspaceId, 'nps')).toEqual({ body: 2 })
    expect(await findLastResult(store, workspaceId, 'csat')).toBeUndefined()
    await dropStaleResults(store, workspaceId, ['s2'], `${later}.`)
    expect(await findLastResult(store, workspaceId, 'nps')).toBeUndefined()
  })

  test('an answer that was begun before all were forgotten is not kept after it', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const begun = await readWorkspace(store, workspaceId)
    const answer = { key: 'list', body: ['A name'], createdAt: now }
    await saveAnswer(store, begun, { ...answer, snapshotId: 's1' })
    await saveLastAnswer(store, begun, answer)
    expect(await findResults(store, workspaceId, 's1', ['list'])).toHaveProperty('size', 1)

    await dropResults(store, workspaceId)
    await saveAnswer(store, begun, { ...answer, snapshotId: 's1' })
    await saveLastAnswer(store, begun, answer)
    expect(await findResults(store, workspaceId, 's1', ['list'])).toHaveProperty('size', 0)
    expect(await findLastResult(store, workspaceId, 'list')).toBeUndefined()

    const since = await readWorkspace(store, workspaceId)
    await saveLastAnswer(store, since, answer)
    expect(await findLastResult(store, workspaceId, 'list')).toEqual({ body: ['A name'] })

    // Whoever keeps one while all are being forgotten waits, and then does not.
    let keeping: Promise<void> | undefined
    await inTransaction(store, async (transaction) => {
      await dropResults(transaction, workspaceId)
      keeping = saveLastAnswer(store, since, answer)
      await wait(100)
    })
    await keeping
    expect(await findLastResult(store, workspaceId, 'list')).toBeUndefined()
  })

  test('more kept answers than one statement takes', async () => {
    const { store } = database
    const workspaceId = await newWorkspace(store)
    const keys = Array.from({ length: 1_201 }, (_, index) => `day ${index}`)
    await saveResults(
      store,
      keys.map((key, body) => ({ workspaceId, snapshotId: 's1', key, body, createdAt: now })),
    )
    const found = await findResults(store, workspaceId, 's1', [...keys, 'another'])
    expect([...found]).toHaveLength(1_201)
    expect(found.get('day 1200')).toBe(1_200)
  })

  test('refuses text that one of the databases would cut or refuse', async () => {
    await expect(saveSetting(database.store, 'nul\0byte', 1)).rejects.toThrow()
  })
})

describeEachDatabase('rows of a workspace', (database) => {
  test('cannot belong to a workspace that is not there', async () => {
    const record = newImport('nowhere', 'x')
    await expect(recordImport(database.store, record)).rejects.toThrow()
    const { rows } = await sql<{ n: number }>`select count(*) as n from imports`.execute(
      database.store.db,
    )
    expect(Number(rows[0]?.n)).toBe(0)
  })
})
