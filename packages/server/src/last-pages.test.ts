import { afterAll, beforeAll, expect, test } from 'vitest'
import { FealtyError } from '@fealty/core'
import { openEngine, type Engine } from '@fealty/engine'
import { landFacts } from '@fealty/measure'
import { terminalCall } from './http/caller.ts'
import { allOperations } from './operations.ts'
import { preparingJobs } from './prepare-answers.ts'
import { askOpenedPages, askPages } from './prepare-pages.ts'
import { runOperation } from './run-operation.ts'
import { importAnswers } from './test/answered-company.ts'
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
  const url = 'trino://fealty@127.0.0.1:9/lake/fealty'
  away = openEngine({ dataFolder }, { url, lakeUrl: `file://${dataFolder}` })
})
afterAll(async () => {
  await away.close()
  await server.close()
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
