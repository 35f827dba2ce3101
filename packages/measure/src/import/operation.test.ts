import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '@fealty/core'
import type { z } from 'zod'
import { dataOverviewOperation } from '../data-quality/operation.ts'
import type { overviewOutput } from '../data-quality/contract.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import type { runOutput } from './contract.ts'
import { importRunOperation, importUndoOperation } from './operation.ts'

const upload = '3f2b8c1e-9a4d-4c7b-8e21-5d6f7a8b9c0d'
const terminal: Actor = { kind: 'terminal', id: 't', workspaceId: 'w1', role: 'owner', units: [] }

let workspace: TestWorkspace
let folder: string
beforeEach(async () => {
  workspace = await openTestWorkspace('2026-01-05')
  folder = join(workspace.services.dataFolder, 'staging', 'uploads')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, upload), 'customer,date,amount\nc1,2025-01-01,1\nc2,2025-01-02,x\n')
  await describeUpload('w1')
})
afterEach(() => workspace.close())

function describeUpload(workspaceId: string): Promise<void> {
  const text = JSON.stringify({ name: 'orders.csv', bytes: 1, workspaceId })
  return writeFile(join(folder, `${upload}.json`), text)
}

const overview = (): Promise<z.output<typeof overviewOutput>> =>
  workspace.run(dataOverviewOperation, {})

test('an upload is imported, listed with its account, and can be undone', async () => {
  const report: z.output<typeof runOutput> = await workspace.run(importRunOperation, {
    kind: 'orders',
    uploads: [upload],
  })
  expect(report).toMatchObject({ rowsIn: 2, kept: 1, rejected: 1 })
  expect(await overview()).toMatchObject({
    kinds: [{ kind: 'orders', rows: 1, firstDay: '2025-01-01', rowsIn: 2, rejected: 1 }],
    imports: [{ id: report.importId, files: [{ name: 'orders.csv' }], hasRejects: true }],
  })
  await workspace.run(importUndoOperation, { importId: report.importId })
  expect(await overview()).toMatchObject({ kinds: [], imports: [{ state: 'undone' }] })
})

test('an upload of another workspace is not there', async () => {
  await describeUpload('w2')
  await expect(
    workspace.run(importRunOperation, { kind: 'orders', uploads: [upload] }),
  ).rejects.toMatchObject({ code: 'record.not-found' })
})

test('only the terminal may name paths', async () => {
  const input = { kind: 'orders', paths: [join(folder, upload)] }
  await expect(workspace.run(importRunOperation, input)).rejects.toMatchObject({
    code: 'input.invalid',
  })
  expect(await workspace.run(importRunOperation, input, terminal)).toMatchObject({ kept: 1 })
})

test('an upload is named by an id, never by a path', async () => {
  await expect(
    workspace.run(importRunOperation, { kind: 'orders', uploads: ['../../fealty.db'] }),
  ).rejects.toThrow()
})
