import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { openEngine, readEngineSettings } from '../open-engine.ts'
import { askCase, checkConformance } from './check-conformance.ts'
import { conformanceCases } from './conformance-cases.ts'

let folder: string
let engine: Engine

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-conformance-'))
  engine = openEngine({ dataFolder: folder, memory: '300MB' }, readEngineSettings(process.env))
})

afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

test.each(conformanceCases)('$name', async (one) => {
  expect(await askCase(engine, one)).toEqual(one.expected)
})

test('the check of an engine says the same', async () => {
  expect(await checkConformance(engine)).toEqual({
    passed: conformanceCases.length,
    failed: 0,
    failures: [],
  })
})

test('the cluster says what it is', async () => {
  expect(await engine.describe()).toMatchObject({ engine: 'Trino', version: '476' })
})
