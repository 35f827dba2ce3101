import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import { listWorkspaces } from './workspaces.ts'

const folder = mkdtempSync(join(tmpdir(), 'fealty-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a writer, kills it `afterWrites` accepted writes later, and gives what it had accepted. */
async function killWriter(round: number, afterWrites: number): Promise<string[]> {
  const script = join(process.env.FEALTY_CHILDREN ?? '', 'acked-writer.mjs')
  const writer = spawn(process.execPath, [script, folder, String(round)])
  let output = ''
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (output.split('\n').length > afterWrites) writer.kill('SIGKILL')
  })
  let problem = ''
  writer.stderr.setEncoding('utf8').on('data', (text: string) => (problem += text))
  const signal = await new Promise((resolve) =>
    writer.once('close', (_code, by) => {
      resolve(by)
    }),
  )
  expect(problem).toBe('')
  expect(signal).toBe('SIGKILL')
  return output.split('\n').slice(0, -1)
}

test('a writer killed at any moment has lost nothing that it accepted', async () => {
  const accepted: string[] = []
  for (const [round, afterWrites] of [7, 40, 150, 1, 90].entries()) {
    accepted.push(...(await killWriter(round, afterWrites)))
    const store = await openStore({ folder })
    const present = new Set((await listWorkspaces(store)).map(({ id }) => id))
    await store.close()
    expect(accepted.filter((id) => !present.has(id))).toEqual([])
  }
  expect(accepted.length).toBeGreaterThanOrEqual(288)
})
