import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { killAnswers } from '../test/kill-answers.ts'
import { addTestWorkspace, openTestServer } from '../test/test-server.ts'
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

describe('a disk that is full', () => {
  test('gives 503 with Retry-After, loses nothing accepted, and goes on when there is room', async (context) => {
    const folder = newFolder()
    const unmount = mountSmall(folder, 8)
    if (!unmount) {
      context.skip('a small file system cannot be mounted here')
      return
    }
    const server = await openTestServer({}, { dataFolder: join(folder, 'data') })
    try {
      const { id } = await addTestWorkspace(server)
      const token = await (await openTestSurvey(server.services, id)).link()
      const give = (why: string) =>
        server.app.request(`/s/${token}/answers`, {
          method: 'POST',
          headers: { host: 'localhost', 'content-type': 'application/json' },
          body: JSON.stringify({ responseId: randomUUID(), answers: { recommend: 9, why } }),
        })
      let accepted = 0
      const take = async () => {
        const response = await give('x'.repeat(3_000))
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
      const rows = await server.services.store.db
        .selectFrom('responses')
        .select('responseId')
        .execute()
      expect(rows).toHaveLength(accepted)
    } finally {
      await server.close()
      unmount()
    }
  })
})
