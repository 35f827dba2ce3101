import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { openEgress, readAllowedHosts, type EgressOptions } from './egress.ts'
import { isInward } from './inward-address.ts'

let servers: Server[] = []
afterEach(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  servers = []
})

/** A receiver on loopback that counts who comes. */
async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, hits }
}

const post = (url: string, options: EgressOptions = {}) =>
  Promise.resolve().then(() => openEgress(options).post({ url, headers: {}, body: '{}' }))
const ok = (_: IncomingMessage, response: ServerResponse) => void response.end('ok')

/** Bad inputs 86 to 93, 96 and 97 of the reliability list, and their cousins. */
const spellings = [
  'http://127.0.0.1',
  'http://127.1',
  'http://2130706433',
  'http://0x7f.1',
  'http://0x7f000001',
  'http://0177.0.0.1',
  'http://017700000001',
  'http://127.0.0.1.',
  'http://[::1]',
  'http://[::ffff:7f00:1]',
  'http://[::ffff:127.0.0.1]',
  'http://[::7f00:1]',
  'http://[64:ff9b::7f00:1]',
  'http://[2002:7f00:1::]',
  'http://[2001::7f00:1]',
  'http://[fc00::1]',
  'http://[fe80::1]',
  'http://[ff02::1]',
  'http://169.254.169.254/latest/meta-data',
  'http://0.0.0.0',
  'http://0',
  'http://[::]',
  'http://10.1.2.3',
  'http://172.31.255.255',
  'http://192.168.0.1',
  'http://100.64.0.1',
  'http://①②⑦.⓪.⓪.①',
  'http://localhost',
  'http://LOCALHOST.',
  'http://a.localhost',
  'http://intranet',
  'http://public.example@127.0.0.1',
  'http://user@public.example',
  'http://:secret@public.example',
  'file:///etc/passwd',
  'gopher://public.example',
  'ftp://public.example',
  'javascript:alert(1)',
  'data:text/plain,x',
  '//public.example',
  '',
]

describe('the one way out', () => {
  test.each(spellings)('does not take %s', async (url) => {
    expect(() => openEgress().check(url)).toThrow('not one that Fealty sends to')
    await expect(post(url)).rejects.toMatchObject({ code: 'egress.refused' })
  })

  test('takes a public address in https and http', () => {
    for (const url of ['https://hooks.example.com/a?b=c', 'http://93.184.216.34:8080/x']) {
      expect(() => openEgress().check(url)).not.toThrow()
    }
  })

  test('does not connect where the name leads inward, not even as one of several', async () => {
    const { port, hits } = await listen(ok)
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['::ffff:127.0.0.1']]) {
      const sent = post(`http://hooks.example.com:${port}/`, {
        resolve: () => Promise.resolve(addresses),
      })
      await expect(sent).rejects.toMatchObject({ code: 'egress.refused' })
    }
    expect(hits).toEqual([])
  })

  test('asks for the name once: what it would answer after the check is never used', async () => {
    const { port, hits } = await listen(ok)
    let asked = 0
    const resolve = () => Promise.resolve([(asked += 1) === 1 ? '127.0.0.1' : '192.0.2.1'])
    const options = { allowedHosts: ['rebind.example.com'], resolve, milliseconds: 1_000 }
    expect(await post(`http://rebind.example.com:${port}/`, options)).toEqual({ status: 200 })
    // What was checked is what was connected to; a second look-up would have led elsewhere.
    expect([asked, hits.length]).toEqual([1, 1])
  })

  test.each([301, 302, 303, 307, 308])('gives a redirect %i back as it is', async (status) => {
    const inner = await listen(ok)
    const outer = await listen((_, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${inner.port}/` }).end()
    })
    const options = { allowedHosts: ['127.0.0.1'] }
    expect(await post(`http://127.0.0.1:${outer.port}/`, options)).toEqual({ status })
    expect(inner.hits).toEqual([])
  })

  test('a body without an end costs nothing; one that never answers costs the time limit', async () => {
    const endless = await listen((_, response) => {
      const more = () => response.write('x'.repeat(65_536)) && setImmediate(more)
      response.on('drain', more)
      more()
    })
    const silent = await listen(() => undefined)
    const options = { allowedHosts: ['127.0.0.1'], milliseconds: 300 }
    expect(await post(`http://127.0.0.1:${endless.port}/`, options)).toEqual({ status: 200 })
    await expect(post(`http://127.0.0.1:${silent.port}/`, options)).rejects.toThrow(
      'it did not answer in time',
    )
  })

  test('sends what it is given to a host that is allowed by name, and past any proxy', async () => {
    const bodies: string[] = []
    const { port, hits } = await listen((request, response) => {
      request.on('data', (part: Buffer) => bodies.push(part.toString()))
      request.on('end', () => void response.writeHead(204).end())
    })
    process.env.HTTP_PROXY = 'http://127.0.0.1:9'
    try {
      const options = { allowedHosts: readAllowedHosts(' localhost, 127.0.0.1 ,') }
      expect(await post(`http://127.0.0.1:${port}/in?x=1`, options)).toEqual({ status: 204 })
    } finally {
      delete process.env.HTTP_PROXY
    }
    expect([hits, bodies]).toEqual([['/in?x=1'], ['{}']])
  })

  test('says that nothing listens without naming who was called', async () => {
    const { port } = await listen(ok)
    servers[0]!.close()
    const sent = post(`http://127.0.0.1:${port}/secret`, { allowedHosts: ['127.0.0.1'] })
    await expect(sent).rejects.toMatchObject({ code: 'egress.failed' })
    await expect(sent).rejects.toThrow('nothing listens there')
    await expect(sent).rejects.not.toThrow('secret')
  })
})

test('no spelling of a private IPv4 inside IPv6 is public', () => {
  const inner = fc.constantFrom([127, 0], [10, 1], [192, 168], [169, 254], [172, 20])
  fc.assert(
    fc.property(inner, fc.nat(255), fc.nat(255), ([a, b], c, d) => {
      const hex = [a * 256 + b, c * 256 + d].map((part) => part.toString(16)).join(':')
      const spelled = [`${a}.${b}.${c}.${d}`, `::ffff:${hex}`, `64:ff9b::${hex}`, `::${hex}`]
      return [...spelled, `2002:${hex}::`].every(isInward)
    }),
  )
  expect(['8.8.8.8', '2606:4700::1111', '172.32.0.1', '100.128.0.1'].some(isInward)).toBe(false)
})
