import { FealtyError } from '@fealty/core'

/** A cluster as `ENGINE_URL` names it. */
export interface TrinoAddress {
  /** Where its coordinator answers, e.g. `https://trino.example.com:8443`. */
  origin: string
  user: string
  /** What stands in the header `authorization`; never shown, never logged. */
  authorization: string | undefined
  catalog: string
  /** The schema that Fealty may write in. */
  schema: string
}

const refuse = (problem: string): FealtyError => new FealtyError('engine.address', { problem })

/** What proves who asks, where it does not stand in the address. */
export interface TrinoSecrets {
  /** A JWT, which goes before every password. */
  token?: string | undefined
  /** A password, which goes before the one of the address. */
  password?: string | undefined
}

/**
 * Reads `trino://user[:password]@host:port/catalog/schema` (`trino+https` for TLS).
 * @throws FealtyError `engine.address`, which says what is wrong and repeats nothing of the address
 */
export function readTrinoAddress(text: string, secrets: TrinoSecrets = {}): TrinoAddress {
  const scheme = /^trino(\+https)?:\/\//.exec(text)
  if (scheme === null) throw refuse('it begins with neither trino:// nor trino+https://')
  const protocol = scheme[1] === undefined ? 'http' : 'https'
  const rest = `${protocol}://${text.slice(scheme[0].length)}`
  if (!URL.canParse(rest)) throw refuse('it is no address')
  const url = new URL(rest)
  const [catalog = '', schema = '', ...more] = url.pathname.split('/').slice(1)
  if (!isName(catalog) || !isName(schema) || more.length > 0)
    throw refuse('it must end with /catalog/schema, in small letters, digits and _')
  if (url.username === '') throw refuse('it names no user')
  return {
    origin: url.origin,
    user: decodeURIComponent(url.username),
    authorization: authorizationOf(url, secrets),
    catalog,
    schema,
  }
}

const isName = (text: string): boolean => /^[a-z_][a-z0-9_]*$/.test(text)

function authorizationOf(url: URL, { token, password }: TrinoSecrets): string | undefined {
  const secret = password ?? decodeURIComponent(url.password)
  if (token === undefined && secret === '') return undefined
  // A secret over a line that anybody can read is none, except within one machine.
  const isLocal = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  if (url.protocol !== 'https:' && !isLocal)
    throw refuse('a password or token needs trino+https://')
  if (token !== undefined) return `Bearer ${token}`
  const pair = `${decodeURIComponent(url.username)}:${secret}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

/**
 * The address without its password: what may be kept and shown.
 * @throws FealtyError `engine.address`
 */
export function nameCluster(text: string): { name: string; hasPassword: boolean } {
  // Read without TLS a password is refused, so what is looked at first is the address without it.
  const name = text.replace(/^(trino(?:\+https)?:\/\/[^/@:]*):[^/@]*@/, '$1@')
  readTrinoAddress(name)
  return { name, hasPassword: name !== text }
}
