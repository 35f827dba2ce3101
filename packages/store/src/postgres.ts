import pg from 'pg'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type { Tables } from './tables.ts'

/** Opens PostgreSQL. Counts are `bigint` there and come back as numbers, exact up to 2^53. */
export function openPostgres(url: string): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    types: {
      getTypeParser: (type, format) =>
        type === pg.types.builtins.INT8
          ? (text: string) => Number(text)
          : (pg.types.getTypeParser(type, format) as (text: string) => unknown),
    },
  })
  // A connection that breaks while idle is dropped by the pool; without a listener it ends the process.
  pool.on('error', () => undefined)
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin()],
  })
}
