import { recordKind, type Store } from '@fealty/store'
import { benchmarkBodySchema, type Benchmark, type BenchmarkBody } from './contract.ts'

export const benchmarkRecords = recordKind<BenchmarkBody>({
  kind: 'benchmark',
  what: 'benchmark',
  parse: (body) => benchmarkBodySchema.parse(body),
})

/** The benchmarks of a workspace by name. */
export async function readBenchmarks(store: Store, workspaceId: string): Promise<Benchmark[]> {
  const records = await benchmarkRecords.list(store, workspaceId)
  return records
    .map(({ id, version, body }) => ({ ...body, id, version }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
