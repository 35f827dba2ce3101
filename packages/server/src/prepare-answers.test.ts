import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { landFacts, loadSnapshot } from '@fealty/measure'
import { terminalCall } from './http/caller.ts'
import { allOperations } from './operations.ts'
import { createPreparer, prepareJob } from './prepare-answers.ts'
import { runOperation } from './run-operation.ts'
import { addTestWorkspace, openTestServer, type TestServer } from './test/test-server.ts'

let server: TestServer
let workspaceId: string

beforeAll(async () => {
  server = await openTestServer()
  workspaceId = (await addTestWorkspace(server)).id
})

afterAll(() => server.close())

/** Two years of orders of a hundred customers who come back every fifteen weeks. */
function writeOrders(): string {
  const rows = Array.from({ length: 730 }, (_, index) => {
    const day = new Date(Date.UTC(2023, 0, 1 + index)).toISOString().slice(0, 10)
    return `o${index},c${index % 104},${day},${10 + (index % 9)}`
  })
  const path = join(server.services.dataFolder, 'orders.csv')
  writeFileSync(path, ['order_id,customer_id,at,amount', ...rows].join('\n'))
  return path
}

test('after an import each scorecard opens without a question to the engine', async () => {
  const { services } = server
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const preparer = createPreparer(allOperations, services, log)
  const context = terminalCall(workspaceId)
  const run = (id: string, input: object): Promise<unknown> =>
    runOperation(
      preparer.operations.find((one) => one.id === id)!,
      input,
      context,
      services,
    )
  try {
    await run('import.run', { kind: 'orders', paths: [writeOrders()] })
    await vi.waitUntil(() => lines.length > 0, { timeout: 60_000 })
    expect(lines.join()).toContain('the scorecards are prepared')
    const query = vi.spyOn(services.engine, 'query')
    const { periods } = (await run('measure.scorecard', {})) as { periods: { start: string }[] }
    expect(periods).toHaveLength(8)
    // Asked as of another day: kept as its parts, not as an answer.
    for (const { start } of periods.filter(({ start }) => start < '2024-10-01'))
      await run('measure.scorecard', { day: start, asOf: '2024-12-20' })
    await run('measure.scorecard', { every: 'month' })
    await run('measure.scorecard', { every: 'year' })
    expect(query).not.toHaveBeenCalled()
  } finally {
    preparer.close()
  }
}, 120_000)

test('after answers have landed the newest scorecard opens without a question to the engine', async () => {
  const { services } = server
  const rows = Array.from({ length: 40 }, (_, at) => ({
    response_id: `r${at}`,
    customer_id: `c${at}`,
    day: '2024-12-20',
    nps: at % 11,
  }))
  const landing = { workspaceId, kind: 'responses' as const, name: 'Answers taken here', rows }
  await landFacts(services, { ...landing, at: services.now() })
  const { signal } = new AbortController()
  const work = () => prepareJob.run({ services, now: services.now(), signal })
  await work()
  const query = vi.spyOn(services.engine, 'query')
  // The test before watches the same engine.
  query.mockClear()
  const scorecard = allOperations.find(({ id }) => id === 'measure.scorecard')!
  const { snapshotId } = (await runOperation(
    scorecard,
    {},
    terminalCall(workspaceId),
    services,
  )) as { snapshotId: string }
  await work()
  expect(query).not.toHaveBeenCalled()
  expect(snapshotId).toContain((await loadSnapshot(services, workspaceId)).id)
}, 120_000)
