import { FealtyError } from '@fealty/core'
import type { Sql } from '../sql.ts'
import type { TrinoAddress } from './address.ts'
import type { TrinoColumn } from './cells.ts'
import { toFealtyError, WorkerLost } from './failures.ts'
import { TrinoHttp, type TrinoPage } from './http.ts'
import { toTrinoText } from './values.ts'

export interface StatementOptions {
  /** Ends the query on the cluster when the caller has gone. */
  signal?: AbortSignal
  /** Time limit, held by the cluster and, should that be deaf, by this side. */
  seconds: number
  /** What the cluster's own console shows beside the query, e.g. `workspace=…`. */
  tags?: readonly string[]
  /** Settings of the session, e.g. `retry_policy`. */
  session?: Readonly<Record<string, string>>
}

/** One page of rows with the columns of the answer. */
export interface RowPage {
  columns: readonly TrinoColumn[]
  rows: readonly unknown[][]
}

/** How long after the cluster should have ended a query this side ends it. */
const graceSeconds = 15

/**
 * A cluster to ask. Pages of rows come one by one and are never gathered here; who stops reading, is
 * cancelled or takes too long ends the query on the cluster as well.
 */
export class TrinoClient {
  private readonly http: TrinoHttp

  constructor(private readonly address: TrinoAddress) {
    this.http = new TrinoHttp(address)
  }

  /**
   * Runs a statement and gives its pages.
   * @throws FealtyError of the area `engine`, with the id of the query where there is one
   */
  async *run(text: string, options: StatementOptions): AsyncGenerator<RowPage> {
    const late = AbortSignal.timeout((options.seconds + graceSeconds) * 1_000)
    const signal = AbortSignal.any([late, ...(options.signal ? [options.signal] : [])])
    let page: TrinoPage | undefined
    try {
      page = await this.http.begin(text, this.headers(options), signal)
      for (;;) {
        if (page.error) throw toFealtyError(page.error, page.id, options.seconds)
        if (page.data && page.columns) yield { columns: page.columns, rows: page.data }
        if (page.nextUri === undefined) return
        page = await this.next(page, page.nextUri, signal)
      }
    } catch (error) {
      if (late.aborted)
        throw new FealtyError('engine.cluster-time', {
          seconds: options.seconds,
          queryId: page?.id ?? 'none',
        })
      if (options.signal?.aborted === true)
        throw new FealtyError('engine.ended', { queryId: page?.id ?? 'none' })
      throw error
    } finally {
      // Reached with a next page only when somebody stopped reading, or something broke.
      if (page?.nextUri !== undefined) await this.http.end(page.nextUri)
    }
  }

  /** See `Engine.reach`. */
  reach(): Promise<void> {
    return this.http.reach()
  }

  /** All rows of a statement with a small answer. */
  async rows(statement: Sql, options: StatementOptions): Promise<unknown[][]> {
    const all: unknown[][] = []
    for await (const { rows } of this.run(toTrinoText(statement), options))
      for (const row of rows) all.push([...row])
    return all
  }

  /** A coordinator that was there and is not any more has lost the query with it. */
  private async next(page: TrinoPage, uri: string, signal: AbortSignal): Promise<TrinoPage> {
    try {
      const next = await this.http.next(uri, signal)
      return { ...next, ...(next.columns || !page.columns ? {} : { columns: page.columns }) }
    } catch (error) {
      if (error instanceof FealtyError && error.code === 'engine.no-cluster')
        throw new WorkerLost(page.id)
      throw error
    }
  }

  private headers({ seconds, tags = [], session = {} }: StatementOptions): Record<string, string> {
    const { catalog, schema } = this.address
    const settings = { query_max_run_time: `${seconds}s`, ...session }
    return {
      'content-type': 'text/plain; charset=utf-8',
      'x-trino-source': 'fealty',
      'x-trino-catalog': catalog,
      'x-trino-schema': schema,
      'x-trino-time-zone': 'UTC',
      // Without it moments come with three digits of their fraction.
      'x-trino-client-capabilities': 'PARAMETRIC_DATETIME',
      'x-trino-client-tags': tags.map((tag) => tag.replace(/[^\w.=-]/g, '_')).join(','),
      'x-trino-session': Object.entries(settings)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join(','),
    }
  }
}
