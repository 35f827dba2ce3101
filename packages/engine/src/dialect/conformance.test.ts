import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDuckdbEngine } from '../duckdb/duckdb-engine.ts'
import type { Engine } from '../engine.ts'
import { askCase } from './check-conformance.ts'
import { conformanceCases } from './conformance-cases.ts'
import { duckdbDialect } from './duckdb.ts'

describe('DuckDB', () => {
  let folder: string
  let engine: Engine

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fealty-conformance-'))
    engine = openDuckdbEngine({ dataFolder: folder, memory: '300MB' })
  })

  afterAll(async () => {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  test.each(conformanceCases)('$name', async (one) => {
    expect(await askCase(engine, one)).toEqual(one.expected)
  })

  test('every function of the dialect has a case', () => {
    const named = conformanceCases.map(({ name }) => name).join(' ')
    const functions = Object.entries(duckdbDialect).filter(
      ([, value]) => typeof value === 'function',
    )
    for (const [name] of functions.filter(([name]) => name !== 'day')) expect(named).toContain(name)
  })
})
