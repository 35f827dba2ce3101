import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEngine, sql, type Engine } from '@fealty/engine'
import { watchEngine } from './watch-engine.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-watch-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const nothing = { id: 'none', workspaceId: 'none', tables: {} }

/** A cluster at whose address nobody answers. */
async function openAway(): Promise<Engine> {
  const url = `trino://fealty@127.0.0.1:${await closedPort()}/lake/fealty`
  return openEngine({ dataFolder: folder }, { url, lakeUrl: `file://${folder}` })
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a cluster that does not answer is away since the first question, until one is answered', async () => {
  let time = Date.UTC(2026, 10, 28, 10)
  const engine = await openAway()
  const watch = watchEngine(engine, () => new Date(time))
  try {
    expect(watch.awaySince()).toBeNull()
    const ask = () => watch.engine.askedBy('measure.query').query(nothing, sql`select 1 as one`)
    await expect(ask()).rejects.toMatchObject({ code: 'engine.unreachable' })
    time += 60_000
    await expect(ask()).rejects.toMatchObject({ code: 'engine.unreachable' })
    await watch.probe()
    expect(watch.awaySince()).toEqual(new Date(Date.UTC(2026, 10, 28, 10)))
  } finally {
    await engine.close()
  }
})

test('a cluster that went away is found out before anybody asks it', async () => {
  const engine = await openAway()
  const now = new Date(Date.UTC(2026, 10, 28, 10))
  const watch = watchEngine(engine, () => now)
  try {
    await watch.probe()
    expect(watch.awaySince()).toEqual(now)
  } finally {
    await engine.close()
  }
})

test('work that finds all of it done says nothing of a cluster that is away', async () => {
  let time = Date.UTC(2026, 10, 28, 10)
  const engine = await openAway()
  const watch = watchEngine(engine, () => new Date(time))
  try {
    await watch.probe()
    time += 15_000
    // No table is to be brought there, so that nothing is asked.
    await watch.engine.mirror!(nothing)
    await expect(watch.engine.query(nothing, sql`select 1 as one`)).rejects.toThrow()
    expect(watch.awaySince()).toEqual(new Date(Date.UTC(2026, 10, 28, 10)))
  } finally {
    await engine.close()
  }
})

test('a wrong question says nothing about the engine', async () => {
  const engine = openEngine({ dataFolder: folder, memory: '300MB' })
  const watch = watchEngine(engine, () => new Date(0))
  try {
    await expect(watch.engine.query(nothing, sql`select no_such`)).rejects.toThrow()
    expect(watch.awaySince()).toBeNull()
  } finally {
    await engine.close()
  }
})
