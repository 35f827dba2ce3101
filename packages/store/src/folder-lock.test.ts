import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { holdFolder } from './folder-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'fealty-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A process that holds the folder until it is killed. */
async function startHolder(mode: string) {
  const script = join(process.env.FEALTY_CHILDREN ?? '', 'folder-holder.mjs')
  const holder = spawn(process.execPath, [script, folder, mode])
  const [answer] = (await once(holder.stdout, 'data')) as [Buffer]
  return { holder, answer: answer.toString().trim() }
}

test('one process holds the folder alone, many share it, and a kill lets go', async () => {
  const alone = await startHolder('alone')
  expect(alone.answer).toBe('held')
  expect(holdFolder(folder, 'alone')).toBeUndefined()
  expect(holdFolder(folder, 'shared')).toBeUndefined()
  alone.holder.kill('SIGKILL')
  await once(alone.holder, 'exit')

  const shared = await startHolder('shared')
  expect(shared.answer).toBe('held')
  const release = holdFolder(folder, 'shared')
  expect(release).toBeDefined()
  expect(holdFolder(folder, 'alone')).toBeUndefined()
  shared.holder.kill('SIGKILL')
  await once(shared.holder, 'exit')
  expect(holdFolder(folder, 'alone')).toBeUndefined()
  release?.()
  const last = holdFolder(folder, 'alone')
  expect(last).toBeDefined()
  last?.()
})
