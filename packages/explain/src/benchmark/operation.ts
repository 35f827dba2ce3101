import { randomUUID } from 'node:crypto'
import { authorOf, defineOperation, type AnyOperation, type Call } from '@fealty/core'
import { z } from 'zod'
import type { ExplainServices } from '../services.ts'
import { benchmarkRecords, readBenchmarks } from './benchmark-records.ts'
import { compareBenchmarks } from './compare-benchmarks.ts'
import {
  benchmarkListOutput,
  benchmarkRemoveInput,
  benchmarkSaveInput,
  compareInput,
  compareOutput,
} from './contract.ts'

type BenchmarkCall = Call<ExplainServices>

const list = defineOperation({
  id: 'benchmarks.list',
  summary: 'Scores of others, each with source, date, method and n',
  kind: 'query',
  input: z.object({}),
  output: benchmarkListOutput,
  errors: [],
  access: 'member',
  run: async ({ services, workspaceId }: BenchmarkCall) => ({
    benchmarks: await readBenchmarks(services.store, workspaceId),
  }),
})

const save = defineOperation({
  id: 'benchmarks.save',
  summary: 'Write down or change a benchmark',
  kind: 'command',
  input: benchmarkSaveInput,
  output: z.object({ id: z.string(), version: z.number() }),
  errors: ['record.exists', 'record.changed', 'record.not-found'],
  access: ['owner', 'analyst'],
  run: async ({ services, workspaceId, actor }: BenchmarkCall, { id, expected, benchmark }) => {
    const { store, now } = services
    if (id !== undefined) await benchmarkRecords.read(store, workspaceId, id)
    const record = await benchmarkRecords.save(store, {
      workspaceId,
      id: id ?? randomUUID(),
      name: benchmark.name,
      body: benchmark,
      author: authorOf(actor),
      at: now().toISOString(),
      ...(expected === undefined ? {} : { expected }),
    })
    return { id: record.id, version: record.version }
  },
})

const remove = defineOperation({
  id: 'benchmarks.remove',
  summary: 'Take a benchmark out; its history stays',
  kind: 'command',
  input: benchmarkRemoveInput,
  output: z.object({}),
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  run: async ({ services, workspaceId, actor }: BenchmarkCall, { id }) => {
    const at = services.now().toISOString()
    await benchmarkRecords.remove(services.store, { workspaceId, id, author: authorOf(actor), at })
    return {}
  },
})

const compare = defineOperation({
  id: 'benchmarks.compare',
  summary: 'Our score against the best units and against each benchmark, by a test',
  kind: 'query',
  input: compareInput,
  output: compareOutput,
  errors: ['input.dimension', 'input.invalid', 'input.too-many-groups', 'engine.time'],
  access: 'member',
  run: (call: BenchmarkCall, input) => compareBenchmarks(call, input),
})

export const benchmarkOperations: readonly AnyOperation<ExplainServices>[] = [
  list,
  save,
  remove,
  compare,
]
