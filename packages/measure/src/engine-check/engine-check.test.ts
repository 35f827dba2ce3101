import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { engineCheckOperation } from './operation.ts'

let workspace: TestWorkspace

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-01-01')
})

afterAll(() => workspace.close())

test('names the embedded engine, one node, and every case as passed', async () => {
  const check = await workspace.run(engineCheckOperation, {})
  expect(check).toMatchObject({ engine: 'DuckDB', nodes: 1, cases: { failed: 0 }, failures: [] })
  expect((check as { cases: { passed: number } }).cases.passed).toBeGreaterThan(25)
  expect((check as { version: string }).version).toMatch(/^v?\d+\.\d+/)
})
