import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveSetting } from '@fealty/store'
import { ensureWorkspace } from '../access/setup.ts'
import { terminalCall } from '../http/caller.ts'
import { allOperations } from '../operations.ts'
import { runOperation } from '../run-operation.ts'
import { openServices } from '../services.ts'
import {
  addTestWorkspace,
  ask,
  bodyOf,
  codeOf,
  openTestServer,
  send,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'
import { choiceSetting, disagreement } from './engine-in-use.ts'
import { holdMove } from './move-state.ts'

let server: TestServer
let workspace: TestWorkspace
beforeAll(async () => {
  server = await openTestServer()
  workspace = await addTestWorkspace(server)
})
afterAll(() => server.close())

const run = (id: string, input: object = {}) =>
  runOperation(
    allOperations.find((one) => one.id === id)!,
    input,
    terminalCall(workspace.id),
    server.services,
  )

test('only the terminal changes the engine; an owner may see which one it is', async () => {
  const { cookie } = workspace.people.owner
  for (const path of ['move', 'clear', 'forget']) {
    const input = path === 'move' ? { to: 'trino://ada@127.0.0.1:1/lake/x' } : {}
    const answer = await send(server, `/api/engine/${path}`, input, cookie)
    expect([path, answer.status, await codeOf(answer)]).toEqual([path, 409, 'engine.terminal-only'])
  }
  expect(await bodyOf(ask(server, '/api/engine/standing', cookie))).toEqual({
    engine: 'embedded',
    saidBy: 'environment',
    disagreement: null,
    move: null,
    isMoving: false,
  })
})

test('one move at a time, and nothing to clear before the first', async () => {
  const release = holdMove(server.services.dataFolder)
  await expect(run('engine.move', { to: 'embedded' })).rejects.toMatchObject({
    code: 'engine.moving',
  })
  expect(await run('engine.standing')).toMatchObject({ isMoving: true })
  release()
  await expect(run('engine.clear')).rejects.toMatchObject({ code: 'engine.move-none' })
})

const named = 'trino://ada@127.0.0.1:1/lake/named'
const moved = 'trino://ada@127.0.0.1:2/lake/moved'
const lakeUrl = 'file:///nowhere'

/** A data folder on which a move to `moved` has ended, opened with a setting of ENGINE_URL. */
async function withChoice(
  url: string | undefined,
  work: (services: Awaited<ReturnType<typeof openServices>>) => Promise<void>,
): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fealty-choice-'))
  try {
    const before = await openServices({ dataFolder })
    const target = { kind: 'cluster', url: moved, lake: { lakeUrl } }
    await saveSetting(before.store, choiceSetting, { target, at: '2026-01-01T00:00:00.000Z' })
    await before.close()
    const services = await openServices({ dataFolder, engine: { url, lakeUrl } })
    try {
      await work(services)
    } finally {
      await services.close()
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
}

test('what a move has chosen goes before ENGINE_URL, and another word there is said', async () => {
  await withChoice(named, async (services) => {
    expect(services.engine.dialect.name).toBe('trino')
    expect(disagreement(services.engineInUse)).toMatch(/names .*named, but .*moved in use/)
    const { id } = await ensureWorkspace(services.store, services.now())
    const forget = allOperations.find((one) => one.id === 'engine.forget')!
    await runOperation(forget, {}, terminalCall(id), services)
  })
  await withChoice('embedded', async (services) => {
    expect(services.engine.dialect.name).toBe('trino')
    expect(disagreement(services.engineInUse)).toContain('ENGINE_URL names embedded')
    await Promise.resolve()
  })
  for (const same of [undefined, moved, moved.replace('ada@', 'ada:secret@')])
    await withChoice(same, async (services) => {
      expect(services.engineInUse).toMatchObject({ saidBy: 'move', target: { url: moved } })
      expect(disagreement(services.engineInUse)).toBeUndefined()
      await Promise.resolve()
    })
})

test('after the word is forgotten the environment decides again', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'fealty-choice-'))
  for (const [url, name] of [
    [named, 'trino'],
    [undefined, 'duckdb'],
    ['embedded', 'duckdb'],
  ] as const) {
    const services = await openServices({ dataFolder, engine: { url, lakeUrl } })
    await saveSetting(services.store, choiceSetting, null)
    expect(services.engine.dialect.name).toBe(name)
    await services.close()
  }
  await rm(dataFolder, { recursive: true, force: true })
})
