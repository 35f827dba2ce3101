import { lookup } from 'node:dns/promises'
import { Agent as HttpAgent, request as requestHttp, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { FealtyError, type Egress, type OutsidePost } from '@fealty/core'
import { isInward } from './inward-address.ts'

export interface EgressOptions {
  /** Hosts inside that whoever runs the program allows, e.g. `localhost` for trying out. */
  allowedHosts?: readonly string[]
  /** From the first try to connect until the status is there. */
  milliseconds?: number
  /** Asks for the addresses of a name; the system's resolver unless a test gives another. */
  resolve?: (host: string) => Promise<readonly string[]>
}

const standardMilliseconds = 5_000
const mostBytes = 1_000_000
const mostHeaderBytes = 16_384

/**
 * The one way out. An address is checked where it is used: in the lookup of the very connection, so
 * a name that answers differently a moment later changes nothing. Every connection is new, takes no
 * proxy from the environment, follows no redirect, and ends when the status has come.
 */
export function openEgress(options: EgressOptions = {}): Egress {
  const allowed = new Set(options.allowedHosts?.map((host) => host.toLowerCase()))
  const check = (text: string): URL => checkUrl(text, allowed)
  return {
    check: (url) => void check(url),
    post: (post) => {
      const url = check(post.url)
      if (Buffer.byteLength(post.body) > mostBytes) throw refusal('what is sent is too long')
      const resolve = options.resolve ?? resolveHost
      const guard = allowed.has(bareHost(url)) ? resolve : guarded(resolve)
      return send(url, post, toLookup(guard), options.milliseconds ?? standardMilliseconds)
    },
  }
}

/** Reads the hosts of `EGRESS_HOSTS`, separated by commas. */
export function readAllowedHosts(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '')
}

const refusal = (problem: string) => new FealtyError('egress.refused', { problem })

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

function checkUrl(text: string, allowed: ReadonlySet<string>): URL {
  // The parser of URLs writes 127.1, 2130706433 and 0x7f.1 as the address that they are.
  if (!URL.canParse(text)) throw refusal('it is no address')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refusal('it begins with neither https: nor http:')
  }
  if (url.username !== '' || url.password !== '') {
    throw refusal('it holds a name or a password')
  }
  const host = bareHost(url)
  if (allowed.has(host)) return url
  if (isIP(host) !== 0 ? isInward(host) : !host.includes('.') || host.endsWith('.localhost')) {
    throw refusal('it leads into the inner network')
  }
  return url
}

async function resolveHost(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
}

type Resolve = (host: string) => Promise<readonly string[]>

/** One inward address among several is enough to refuse: which one is taken is chance. */
function guarded(resolve: Resolve): Resolve {
  return async (host) => {
    const addresses = await resolve(host)
    if (addresses.some(isInward)) throw refusal('its name leads into the inner network')
    return addresses
  }
}

function toLookup(resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }))
        const [first] = found
        if (first === undefined) callback(new Error('no address'), '', 0)
        else if (options.all === true) callback(null, found)
        else callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, '', 0),
    )
  }
}

function send(
  url: URL,
  { headers, body, signal }: OutsidePost,
  lookup: LookupFunction,
  milliseconds: number,
): Promise<{ status: number }> {
  const secure = url.protocol === 'https:'
  const options: RequestOptions & { rejectUnauthorized: true } = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    lookup,
    // A connection that is kept would be one whose address was checked for somebody else.
    agent: secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false }),
    maxHeaderSize: mostHeaderBytes,
    signal: AbortSignal.any([AbortSignal.timeout(milliseconds), ...(signal ? [signal] : [])]),
    rejectUnauthorized: true,
  }
  return new Promise((resolve, reject) => {
    const request = (secure ? requestHttps : requestHttp)(url, options, (response) => {
      resolve({ status: response.statusCode ?? 0 })
      // Only the status counts: a body without an end costs nothing.
      response.destroy()
    })
    request.on('error', (error) => reject(toFailure(error)))
    request.end(body)
  })
}

/** Says what went wrong without what the other side has sent. */
function toFailure(error: Error): FealtyError {
  if (error instanceof FealtyError) return error
  const code = 'code' in error ? String(error.code) : ''
  const words: Record<string, string> = {
    ABORT_ERR: 'it did not answer in time',
    ECONNREFUSED: 'nothing listens there',
    ECONNRESET: 'it broke off the connection',
    ENOTFOUND: 'its name is not known',
    EAI_AGAIN: 'its name is not known just now',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not one to trust',
  }
  const problem = words[code] ?? 'the connection failed'
  return new FealtyError('egress.failed', { problem }, { cause: error })
}
