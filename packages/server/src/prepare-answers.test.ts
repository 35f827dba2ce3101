import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { landFacts, loadSnapshot, metricIds } from '@fealty/measure'
import { terminalCall } from './http/caller.ts'
import { allOperations } from './operations.ts'
import { createPreparer, preparingJobs } from './prepare-answers.ts'
import { runOperation } from './run-operation.ts'
import { countQuestions } from './test/count-questions.ts'
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

/** What the pages of the web app ask when they are opened from the menu. */
async function openPages(run: (id: string, input: object) => Promise<unknown>): Promise<void> {
  await run('measure.scorecard', {})
  await run('measure.catalogue', {})
  await run('segments.list', {})
  for (const metric of metricIds) await run('measure.page', { metric })
  await run('value.page', {})
  await run('measure.cohorts', {})
}

test('after an import each scorecard and page opens without a question to the engine', async () => {
  const { services, asked } = countQuestions(server.services)
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
    await vi.waitUntil(() => lines.length > 1, { timeout: 100_000 })
    expect(lines.join()).toContain('the scorecards are prepared')
    expect(lines.join()).toContain('the pages are prepared')
    const before = asked()
    expect(before).toBeGreaterThan(0)
    const { periods } = (await run('measure.scorecard', {})) as { periods: { start: string }[] }
    expect(periods).toHaveLength(8)
    // Asked as of another day: kept as its parts, not as an answer.
    for (const { start } of periods.filter(({ start }) => start < '2024-10-01'))
      await run('measure.scorecard', { day: start, asOf: '2024-12-20' })
    await run('measure.scorecard', { every: 'month' })
    await run('measure.scorecard', { every: 'year' })
    await openPages(run)
    expect(asked() - before).toBe(0)
    // The count counts: a cut that nobody has asked for yet is a question.
    await run('measure.query', { metric: 'revenue', every: 'week' })
    expect(asked()).toBeGreaterThan(before)
  } finally {
    preparer.close()
  }
}, 180_000)

test('after answers have landed the newest scorecard and the pages open without a question', async () => {
  const { services, asked } = countQuestions(server.services)
  const rows = Array.from({ length: 40 }, (_, at) => ({
    response_id: `r${at}`,
    customer_id: `c${at}`,
    day: '2024-12-20',
    nps: at % 11,
  }))
  const landing = { workspaceId, kind: 'responses' as const, name: 'Answers taken here', rows }
  await landFacts(services, { ...landing, at: services.now() })
  const { signal } = new AbortController()
  const jobs = preparingJobs(allOperations)
  const work = async () => {
    for (const job of jobs) await job.run({ services, now: services.now(), signal })
  }
  await work()
  const before = asked()
  expect(before).toBeGreaterThan(0)
  const run = (id: string, input: object): Promise<unknown> =>
    runOperation(
      allOperations.find((one) => one.id === id)!,
      input,
      terminalCall(workspaceId),
      services,
    )
  await openPages(run)
  await work()
  expect(asked() - before).toBe(0)
  const { snapshotId } = (await run('measure.scorecard', {})) as { snapshotId: string }
  expect(snapshotId).toContain((await loadSnapshot(services, workspaceId)).id)
}, 180_000)
