import { setTimeout as wait } from 'node:timers/promises'
import { FealtyError } from '@fealty/core'
import type { TrinoAddress } from './address.ts'
import { certificateError } from './certificate.ts'
import { parseExactJson } from './json.ts'

/** A page of an answer, as the protocol has it. */
export interface TrinoPage {
  id: string
  nextUri?: string
  columns?: { name: string; type: string }[]
  data?: unknown[][]
  error?: { errorName: string; message: string }
}

/** Answers that say “come again”: the coordinator is starting or has too much to do. */
const comeAgain = new Set([429, 502, 503, 504])
const mostTries = 6
const firstPause = 100
/** The coordinator answers within a second or two, if only with “not yet”; so long a silence is none. */
const silenceMilliseconds = 30_000
const reachMilliseconds = 5_000

/**
 * The one way from the engine room to a cluster. It talks with the coordinator of the address and
 * nobody else, follows no redirect, and gives no header, password or body away in an error.
 */
export class TrinoHttp {
  constructor(private readonly address: TrinoAddress) {}

  /** Begins a statement. It is sent once: a statement that may have begun is not sent again. */
  begin(text: string, headers: Record<string, string>, signal: AbortSignal): Promise<TrinoPage> {
    const url = `${this.address.origin}/v1/statement`
    return this.ask(url, { method: 'POST', headers, body: text, signal }, 1)
  }

  /** Asks for the next page; a page may be asked for as often as it takes. */
  next(uri: string, signal: AbortSignal): Promise<TrinoPage> {
    return this.ask(this.own(uri), { method: 'GET', signal }, mostTries)
  }

  /**
   * Looks whether the coordinator is there and has started; no query comes of it.
   * @throws FealtyError `engine.unreachable`
   */
  async reach(): Promise<void> {
    const options = { headers: this.headers({}), redirect: 'error' as const }
    const signal = AbortSignal.timeout(reachMilliseconds)
    const answer = await fetch(`${this.address.origin}/v1/info`, { ...options, signal }).catch(
      () => undefined,
    )
    const text = (await answer?.text().catch(() => '')) ?? ''
    const isAway =
      answer === undefined || comeAgain.has(answer.status) || /"starting"\s*:\s*true/.test(text)
    if (isAway) throw new FealtyError('engine.unreachable')
  }

  /** Ends a statement on the cluster. Best effort: a cluster that is away has ended it already. */
  async end(uri: string): Promise<void> {
    const options = { method: 'DELETE', headers: this.headers({}), redirect: 'error' as const }
    await fetch(this.own(uri), { ...options, signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    )
  }

  private headers(more: Record<string, string>): Record<string, string> {
    const { user, authorization } = this.address
    return {
      'x-trino-user': user,
      ...(authorization === undefined ? {} : { authorization }),
      ...more,
    }
  }

  /** An address of a page must be one of the coordinator, or its password would go elsewhere. */
  private own(uri: string): string {
    const url = new URL(uri)
    return `${this.address.origin}${url.pathname}${url.search}`
  }

  private async ask(
    url: string,
    request: {
      method: string
      headers?: Record<string, string>
      body?: string
      signal: AbortSignal
    },
    tries: number,
  ): Promise<TrinoPage> {
    for (let round = 1; ; round += 1) {
      const status = await this.askOnce(url, request)
      if (typeof status !== 'number') return status
      if (!comeAgain.has(status) && status !== 0) throw toHttpError(status)
      if (round >= tries) throw new FealtyError('engine.unreachable')
      await wait(firstPause * 2 ** round, undefined, { signal: request.signal })
    }
  }

  /** The page, or the status that came in its place; 0 when nobody answered. */
  private async askOnce(
    url: string,
    { headers = {}, ...request }: Parameters<TrinoHttp['ask']>[1],
  ): Promise<TrinoPage | number> {
    let answer: Response
    try {
      answer = await fetch(url, {
        ...request,
        headers: this.headers(headers),
        redirect: 'error',
        signal: AbortSignal.any([request.signal, AbortSignal.timeout(silenceMilliseconds)]),
      })
      if (!answer.ok) {
        await answer.body?.cancel()
        return answer.status
      }
      return parseExactJson(await answer.text()) as TrinoPage
    } catch (error) {
      request.signal.throwIfAborted()
      if (error instanceof SyntaxError) throw new FealtyError('engine.no-cluster')
      const untrusted = certificateError(error)
      if (untrusted) throw untrusted
      return 0
    }
  }
}

/** The body of such an answer is not looked at: some servers put the request into it. */
function toHttpError(status: number): FealtyError {
  if (status === 401 || status === 403) return new FealtyError('engine.sign-in')
  return new FealtyError('engine.no-cluster')
}
