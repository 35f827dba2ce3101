import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FealtyError } from '@fealty/core'
import { openEngine, type Engine } from '@fealty/engine'
import { landFacts } from '@fealty/measure'
import { terminalCall } from './http/caller.ts'
import { allOperations } from './operations.ts'
import { preparingJobs } from './prepare-answers.ts'
import { askOpenedPages, askPages } from './prepare-pages.ts'
import { runOperation } from './run-operation.ts'
import { importAnswers } from './test/answered-company.ts'
import { openTestSurvey } from './test/test-survey.ts'
import { addTestWorkspace, openTestServer, type TestServer } from './test/test-server.ts'

let server: TestServer
let workspaceId: string
let embedded: Engine
let away: Engine

beforeAll(async () => {
  server = await openTestServer()
  const { id, people } = await addTestWorkspace(server)
  workspaceId = id
  embedded = server.services.engine
  await importAnswers(server, people.owner.cookie)
  const { dataFolder } = server.services
  away = openEngine({ dataFolder }, nobodyThere(dataFolder))
})
afterAll(async () => {
  await away.close()
  await server.close()
})

const nobodyThere = (dataFolder: string) => ({
  url: 'trino://fealty@127.0.0.1:9/lake/fealty',
  lakeUrl: `file://${dataFolder}`,
})

/** An engine that can be away, as far as those know who ask it. */
function asCluster(engine: Engine): Engine {
  const { dialect, tableSuffix, local, outside } = engine
  const asked = { ...engine, dialect, tableSuffix, local, outside }
  return { ...asked, mirror: () => Promise.resolve(), askedBy: () => asCluster(engine) }
}

/** What the pages say of which the answer is not “away”, or nothing at all. */
async function openPages(engine: Engine): Promise<Map<string, unknown>> {
  const services = { ...server.services, engine }
  const said = new Map<string, unknown>()
  const ask = async (id: string, input: object) => {
    const operation = allOperations.find((one) => one.id === id)!
    try {
      const answer = await runOperation(operation, input, terminalCall(workspaceId), services)
      said.set(JSON.stringify([id, input]), answer)
      return answer
    } catch (error) {
      if (!(error instanceof FealtyError)) throw error
      said.set(JSON.stringify([id, input]), error.code)
      // Most pages need no other one to be opened.
      if (error.code !== 'engine.unreachable') throw error
      return undefined
    }
  }
  await askPages(ask)
  await askOpenedPages(ask)
  await ask('listen.scoreboard', {})
  return said
}

test('pages that nobody has opened have their last numbers while the cluster is away', async () => {
  const services = { ...server.services, engine: asCluster(embedded.askedBy('test')) }
  const { signal } = new AbortController()
  for (const job of preparingJobs(allOperations))
    await job.run({ services, now: services.now(), signal })
  const there = await openPages(services.engine)
  expect(there.size).toBeGreaterThan(40)

  // What has come in since makes the facts others; nobody can count them now.
  const rows = [{ response_id: 'late', customer_id: 'c1', day: '2026-06-11', nps: 2 }]
  const landing = { workspaceId, kind: 'responses' as const, name: 'Answers taken here', rows }
  await landFacts(server.services, { ...landing, at: server.services.now() })
  const last = await openPages(away)
  expect([...last].filter(([, answer]) => answer === 'engine.unreachable')).toEqual([])
  expect(last.get('["themes.read",{}]')).toEqual(there.get('["themes.read",{}]'))
  expect(last.get('["data.quality",{}]')).toEqual(there.get('["data.quality",{}]'))
})

test('a program that is started while the cluster is away knows the scoreboard of the one before', async () => {
  const { dataFolder, now } = server.services
  const { name: survey } = await openTestSurvey(server.services, workspaceId)
  const today = now().toISOString().slice(0, 10)
  const rows = Array.from({ length: 30 }, (_, index) => ({
    ...{ response_id: `board ${index}`, customer_id: `c${index}`, at: today, day: today },
    ...{ nps: index % 11, survey },
  }))
  const landing = { workspaceId, kind: 'responses' as const, name: 'Answers taken here', rows }
  await landFacts(server.services, { ...landing, at: now() })
  const ask = (operations: typeof allOperations, engine: Engine) =>
    runOperation(
      operations.find(({ id }) => id === 'listen.scoreboard')!,
      {},
      terminalCall(workspaceId),
      { ...server.services, engine },
    )
  const before = await ask(allOperations, asCluster(embedded.askedBy('test')))
  expect(before).toMatchObject({ boards: [{ survey, measured: { n: 30 } }] })

  // What modules remember is gone, as in another process.
  vi.resetModules()
  const { openEngine: openAgain } = await import('@fealty/engine')
  const { allOperations: started } = await import('./operations.ts')
  const engine = openAgain({ dataFolder }, nobodyThere(dataFolder))
  try {
    expect(await ask(started, engine)).toEqual(before)
  } finally {
    await engine.close()
  }
})
