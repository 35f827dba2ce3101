import { identifier, sql } from '../sql.ts'
import type { TrinoAddress } from './address.ts'
import type { StatementOptions, TrinoClient } from './statement.ts'

/**
 * The schema that is Fealty's own, made on first need. Of two who make it in the same moment the
 * catalogue refuses one, `if not exists` or not: so all wait for the first, and a refusal that may come
 * of another process is asked once more.
 */
export class OwnSchema {
  private making: Promise<unknown> | undefined

  constructor(
    private readonly client: TrinoClient,
    private readonly address: TrinoAddress,
  ) {}

  ensure(options: StatementOptions): Promise<unknown> {
    const { catalog, schema } = this.address
    const make = () =>
      this.client.rows(sql`create schema if not exists ${identifier(catalog, schema)}`, options)
    this.making ??= make()
      .catch(make)
      .catch((error: unknown) => {
        this.making = undefined
        throw error
      })
    return this.making
  }
}
