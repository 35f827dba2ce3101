import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LakeSettings } from './lake-store.ts'
import { openLakeStore } from './open-lake.ts'
import { encodePath, signRequest } from './signature.ts'

let folder: string
let file: string
let servers: Server[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-bucket-'))
  file = join(folder, 'segment.parquet')
  await writeFile(file, 'hello')
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  servers = []
})

const keys = { accessKey: 'access', secretKey: 'very-secret' }

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const put = (settings: LakeSettings) =>
  openLakeStore({ lakeUrl: 's3://lake/pre fix', ...keys, ...settings }).put(
    file,
    'a/b',
    'x.parquet',
  )

describe('a signed request', () => {
  // Made with botocore 1.43.11, `S3SigV4Auth`, for the same request, keys and moment.
  test.each([
    [undefined, '79b1be26b784f71a181db2fa80130d42f9775c54ffc4f938d05cdecec1a3c7c9'],
    ['lent-token', '15d01dd17ecc9f59d04b01b23a97979aa6a66d037be07b19fbf809c82b927494'],
  ])('is signed as the client of AWS signs it (session token %s)', (sessionToken, signature) => {
    const headers = signRequest(
      {
        method: 'PUT',
        url: new URL(`http://store.example.com:9000${encodePath('/lake/a b/(x)/segment.parquet')}`),
        region: 'eu-central-1',
        bodyHash: createHash('sha256').update('hello').digest('hex'),
        at: new Date('2026-11-28T18:04:05Z'),
      },
      { accessKey: 'access', secretKey: 'secret', sessionToken },
    )
    expect(headers.authorization).toMatch(new RegExp(`Signature=${signature}$`))
    expect(headers.authorization).toContain('Credential=access/20261128/eu-central-1/s3/')
  })
})

describe('a bucket as the lake', () => {
  test('gets the file in one request of known length, and is named as the cluster names it', async () => {
    const seen: string[] = []
    const lakeEndpoint = await listen((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text))
      request.on('end', () => {
        const { method, url, headers } = request
        seen.push(`${method} ${url} ${headers['content-length']} ${body}`)
        response.end()
      })
    })
    expect(await put({ lakeEndpoint })).toBe('s3://lake/pre fix/a/b')
    expect(seen).toEqual(['PUT /lake/pre%20fix/a/b/x.parquet 5 hello'])
  })

  test('that is busy is asked again', async () => {
    let tries = 0
    const lakeEndpoint = await listen((request, response) => {
      tries += 1
      request.resume()
      response.writeHead(tries < 3 ? 503 : 200).end()
    })
    await put({ lakeEndpoint })
    expect(tries).toBe(3)
  })

  test.each([
    [403, 'SignatureDoesNotMatch', 'refuses these keys (SignatureDoesNotMatch)'],
    [404, 'NoSuchBucket', 'is not there'],
    [409, 'Odd', 'answered 409 (Odd)'],
  ])('that answers %i %s is named, and no key stands in the error', async (status, code, words) => {
    const lakeEndpoint = await listen((request, response) => {
      request.resume()
      const echo = JSON.stringify(request.headers)
      response.writeHead(status).end(`<Error><Code>${code}</Code><Echo>${echo}</Echo></Error>`)
    })
    const error = await put({ lakeEndpoint }).catch((one: unknown) => one as Error)
    expect(error).toMatchObject({ code: 'engine.lake' })
    expect((error as Error).message).toContain(words)
    expect(JSON.stringify(error) + (error as Error).stack!).not.toMatch(/very-secret|Credential/)
  })

  test.each([
    [{ lakeUrl: undefined }, 'not set'],
    [{ lakeUrl: 'https://lake/x' }, 'begins with neither'],
    [{ lakeUrl: 's3://' }, 'BUCKET'],
    [{ secretKey: undefined }, 'AWS_SECRET_ACCESS_KEY'],
    [{ lakeEndpoint: 'store:9000' }, 'LAKE_ENDPOINT'],
    [{ lakeEndpoint: ['https://access', 'very-secret@store'].join(':') }, 'holds keys'],
  ])('that is named by %j is refused', (settings, words) => {
    let message = ''
    try {
      openLakeStore({ lakeUrl: 's3://lake', ...keys, ...settings })
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toContain(words)
    expect(message).not.toContain('very-secret')
  })
})
