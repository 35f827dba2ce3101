import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine, readEngineSettings } from './open-engine.ts'
import { sql } from './sql.ts'

let dataFolder: string
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'fealty-open-engine-'))
})
afterAll(() => rm(dataFolder, { recursive: true, force: true }))

const none = { id: 'none', workspaceId: 'none', tables: {} }
const endless = sql`select count(*) as n from range(1000000000) a, range(1000000) b where (a.range * b.range) % 7 = 1`

describe('ENGINE_SECONDS', () => {
  test('ends a question that takes longer', async () => {
    const engine = openEngine({ dataFolder }, readEngineSettings({ ENGINE_SECONDS: '1' }))
    try {
      const asked = engine.query(none, endless)
      await expect(asked).rejects.toMatchObject({ code: 'engine.time', details: { seconds: 1 } })
    } finally {
      await engine.close()
    }
  })

  test('is nothing where it is not set', () => {
    expect(readEngineSettings({}).seconds).toBeUndefined()
    expect(readEngineSettings({ ENGINE_SECONDS: '' }).seconds).toBeUndefined()
  })

  test.each(['0', '-5', '1.5', 'soon', '86401', '1e99'])('refuses %s', (value) => {
    expect(() => readEngineSettings({ ENGINE_SECONDS: value })).toThrow(
      `ENGINE_SECONDS is a whole number from 1 to 86400, not “${value}”.`,
    )
  })
})
