/**
 * Takes answers over HTTP and acts on them, until it is killed: the real app, store, writer thread and
 * background, with two handlers that leave a trace of each event they are given.
 */
import { appendFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import type { EventHandler } from '@fealty/core'
import { findSetting, saveSetting } from '@fealty/store'
import { pino } from 'pino'
import { startBackground } from '../background/background.ts'
import { createApp } from '../http/app.ts'
import { openServices, type Services } from '../services.ts'

const [dataFolder, databaseUrl] = process.argv.slice(2)
if (dataFolder === undefined) throw new Error('usage: answer-server FOLDER [DATABASE_URL]')
const services = await openServices({ dataFolder, databaseUrl })
const log = pino({ level: 'silent' })

const responseOf = (payload: unknown) => (payload as { responseId: string }).responseId

/** Leaves the store, so it may happen twice, under the same id of the event. */
const outside: EventHandler<Services> = {
  topic: 'response.accepted',
  name: 'test.outside',
  effect: 'outside',
  handle: (_call, events) =>
    appendFile(
      join(dataFolder, 'effects'),
      events.map(({ id, payload }) => `${id} ${responseOf(payload)}\n`).join(''),
    ),
}

/** Stays in the store, so it happens exactly once. */
const inside: EventHandler<Services> = {
  topic: 'response.accepted',
  name: 'test.inside',
  effect: 'store',
  async handle({ services: { store } }, events) {
    for (const { payload } of events) {
      const name = `effect ${responseOf(payload)}`
      const times = ((await findSetting(store, name)) as number | undefined) ?? 0
      await saveSetting(store, name, times + 1)
    }
  },
}

const app = createApp({
  operations: [],
  services,
  log,
  version: 'test',
  hosts: 'any',
  uploadLimit: 1,
  callerAddress: () => '127.0.0.1',
})
const server = createAdaptorServer({ fetch: app.fetch }) as Server
server.listen(0, '127.0.0.1', () => {
  startBackground({ services, handlers: [outside, inside], jobs: [], log })
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
process.stdin.resume().once('end', () => process.exit(0))
