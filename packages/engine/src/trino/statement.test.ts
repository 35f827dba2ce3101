import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readTrinoAddress } from './address.ts'
import { toFealtyError } from './failures.ts'
import { TrinoClient, type StatementOptions } from './statement.ts'

let servers: Server[] = []
afterEach(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  servers = []
})

/** A program on loopback that is no cluster, or a bad one. */
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const secret = ['ada', 'hidden'].join(':')

async function ask(host: string, options: Partial<StatementOptions> = {}): Promise<unknown> {
  const client = new TrinoClient(readTrinoAddress(`trino://${secret}@${host}/lake/fealty`))
  try {
    const rows = []
    for await (const page of client.run('select 1', { seconds: 5, ...options }))
      rows.push(...page.rows)
    return rows
  } catch (error) {
    return error
  }
}

describe('a cluster that is none', () => {
  test('that nobody is at, is unreachable', async () => {
    expect(await ask('127.0.0.1:1')).toMatchObject({ code: 'engine.unreachable' })
  })

  test.each([
    [401, 'engine.sign-in'],
    [403, 'engine.sign-in'],
    [404, 'engine.no-cluster'],
    [503, 'engine.unreachable'],
  ])(
    'that answers %i is told by %s, and gives nothing of the request away',
    async (status, code) => {
      const host = await listen((request, response) => {
        response.writeHead(status).end(JSON.stringify(request.headers))
      })
      const error = await ask(host)
      expect(error).toMatchObject({ code })
      expect(JSON.stringify(error) + String((error as Error).stack)).not.toMatch(
        /hidden|YWRhOmhpZGRlbg/,
      )
    },
  )

  test('that speaks no JSON is no cluster', async () => {
    const host = await listen((_, response) => void response.end('<html>'))
    expect(await ask(host)).toMatchObject({ code: 'engine.no-cluster' })
  })

  test('that sends elsewhere is not followed with the password', async () => {
    let hits = 0
    const inner = await listen((_, response) => {
      hits += 1
      response.end('{}')
    })
    const host = await listen((_, response) => {
      response.writeHead(307, { location: `http://${inner}/` }).end()
    })
    expect(await ask(host)).toMatchObject({ code: 'engine.unreachable' })
    expect(hits).toBe(0)
  })

  test('whose next page lies elsewhere is asked itself for it', async () => {
    const asked: string[] = []
    const host = await listen((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      const first = request.method === 'POST'
      response.end(
        JSON.stringify(
          first
            ? { id: 'q', nextUri: 'http://elsewhere.example/v1/statement/q/1' }
            : { id: 'q', columns: [{ name: 'a', type: 'integer' }], data: [[1]] },
        ),
      )
    })
    expect(await ask(host)).toEqual([[1]])
    expect(asked).toEqual(['POST /v1/statement', 'GET /v1/statement/q/1'])
  })
})

describe('a question that is given up', () => {
  test('is ended on the cluster', async () => {
    const asked: string[] = []
    const caller = new AbortController()
    const host = await listen((request, response) => {
      asked.push(request.method ?? '')
      if (request.method === 'GET') {
        caller.abort()
        return
      }
      response.end(JSON.stringify({ id: 'q1', nextUri: `http://${host}/v1/statement/q1/1` }))
    })
    const error = await ask(host, { signal: caller.signal })
    expect(error).toMatchObject({ code: 'engine.ended', details: { queryId: 'q1' } })
    expect(asked).toEqual(['POST', 'GET', 'DELETE'])
  })
})

describe('what a cluster says of a failure', () => {
  test.each([
    ['EXCEEDED_TIME_LIMIT', 'engine.cluster-time'],
    ['EXCEEDED_LOCAL_MEMORY_LIMIT', 'engine.cluster-limit'],
    ['CLUSTER_OUT_OF_MEMORY', 'engine.cluster-limit'],
    ['REMOTE_TASK_ERROR', 'engine.worker-lost'],
    ['PERMISSION_DENIED', 'engine.not-allowed'],
    ['TABLE_NOT_FOUND', 'engine.missing'],
    ['COLUMN_NOT_FOUND', 'engine.missing'],
    ['TYPE_MISMATCH', 'engine.type'],
    ['ICEBERG_FILESYSTEM_ERROR', 'engine.lake'],
    ['ADMINISTRATIVELY_KILLED', 'engine.ended'],
    ['GENERIC_INTERNAL_ERROR', 'engine.failed'],
  ])('%s is %s', (errorName, code) => {
    expect(toFealtyError({ errorName, message: 'x' }, 'q1', 9)).toMatchObject({ code })
  })

  test('is told without the values of rows', () => {
    for (const message of [
      "line 1:8: Cannot cast 'ada@example.com' to BIGINT",
      'Cannot cast ada@example.com to BIGINT',
      'Value "ada@example.com" is too long',
    ]) {
      const error = toFealtyError({ errorName: 'INVALID_CAST_ARGUMENT', message }, 'q1', 9)
      expect(error.message).not.toContain('ada@')
      expect(error.message).toContain('query q1')
    }
  })

  test('names what is missing, which is no value', () => {
    const message = "line 1:15: Table 'lake.fealty.orders' does not exist"
    expect(toFealtyError({ errorName: 'TABLE_NOT_FOUND', message }, 'q1', 9).message).toContain(
      "Table 'lake.fealty.orders' does not exist (query q1)",
    )
  })
})
