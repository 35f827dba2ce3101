/**
 * Writes the files of the made-up company: CSV as a company's systems would give it.
 *
 *   node scripts/bench/write-company.mjs '{ "folder", "orders", "customers", "seed" }'
 */
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { companyFiles } from './company.sql.mjs'

const options = JSON.parse(process.argv[2])
const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', threads: '2' })
const connection = await instance.connect()
for (const [kind, query] of Object.entries(companyFiles(options))) {
  const path = join(options.folder, `${kind}.csv`).replaceAll("'", "''")
  await connection.run(`copy (${query}) to '${path}' (format csv, header true)`)
}
connection.closeSync()
