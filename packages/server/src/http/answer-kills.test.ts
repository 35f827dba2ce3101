import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes, randomUUID } from 'node:crypto'
import { startPostgres, whyNoPostgres } from '@fealty/store/test'
import { afterEach, describe, expect, test } from 'vitest'
import { killAnswers } from '../test/kill-answers.ts'
import { addTestWorkspace, openTestServer, type TestServer } from '../test/test-server.ts'
import { openTestSurvey } from '../test/test-survey.ts'

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-kills-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test('25 kills under load: nothing accepted is lost, nothing counts twice', async () => {
  const report = await killAnswers({ folder: newFolder(), kills: 25 })
  expect(report).toMatchObject({ lost: 0, double: 0, effectsMissing: 0, effectsDouble: 0 })
  expect(report.accepted).toBeGreaterThan(200)
}, 180_000)

/** Mounts a small file system; undefined where that is not allowed. */
function mountSmall(folder: string, megabytes: number): (() => void) | undefined {
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'fealty-test', folder]
  if (process.getuid?.() !== 0 || spawnSync('mount', options).status !== 0) return undefined
  return () => spawnSync('umount', ['-l', folder])
}

/** Opens a server whose store lies in the folder. */
type OpenWithin = (folder: string) => Promise<{ server: TestServer; stop: () => Promise<void> }>

const stores: { store: string; megabytes: number; why: string | undefined; open: OpenWithin }[] = [
  {
    store: 'SQLite',
    megabytes: 8,
    why: undefined,
    open: async (folder) => {
      const server = await openTestServer({}, { dataFolder: join(folder, 'data') })
      return { server, stop: () => server.close() }
    },
  },
  {
    store: 'PostgreSQL',
    megabytes: 120,
    why: whyNoPostgres(),
    open: async (folder) => {
      const postgres = await startPostgres(folder)
      const server = await openTestServer({}, { databaseUrl: postgres.url })
      const stop = async () => {
        await server.close()
        await postgres.stop()
      }
      return { server, stop }
    },
  },
]

describe.each(stores)('a disk that is full under $store', ({ megabytes, why, open }) => {
  test('gives 503 with Retry-After, loses nothing accepted, and goes on when there is room', async (context) => {
    const folder = newFolder()
    const unmount = why === undefined ? mountSmall(folder, megabytes) : undefined
    if (!unmount) {
      context.skip(why ?? 'a small file system cannot be mounted here')
      return
    }
    // PostgreSQL runs as another user.
    chmodSync(folder, 0o755)
    const { server, stop } = await open(folder)
    try {
      await fillDisk(server, folder)
    } finally {
      await stop()
      unmount()
    }
  })
})

async function fillDisk(server: TestServer, folder: string): Promise<void> {
  const { id } = await addTestWorkspace(server)
  const token = await (await openTestSurvey(server.services, id)).link()
  let accepted = 0
  const take = async () => {
    // Words that cannot be packed.
    const why = randomBytes(1_500).toString('hex')
    const response = await server.app.request(`/s/${token}/answers`, {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      body: JSON.stringify({ responseId: randomUUID(), answers: { recommend: 9, why } }),
    })
    if (response.status === 201) accepted += 1
    return response
  }
  expect((await take()).status).toBe(201)
  const filler = join(folder, 'filler')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 200_000)))
  let refused: Response | undefined
  for (let turn = 0; turn < 400 && !refused; turn += 1) {
    const response = await take()
    if (response.status !== 201) refused = response
  }
  expect(refused?.status).toBe(503)
  expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/)
  expect((await refused?.json()) as object).toMatchObject({ code: 'answer.not-kept' })
  unlinkSync(filler)
  expect((await take()).status).toBe(201)
  const rows = await server.services.store.db.selectFrom('responses').select('responseId').execute()
  expect(rows).toHaveLength(accepted)
}
