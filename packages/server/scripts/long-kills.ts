/**
 * Kills a server that takes answers 500 times (`--kills N` for another number) at random moments under
 * load, on SQLite and, where there is one, on PostgreSQL, and ends with 1 when an accepted answer was
 * lost, counted twice, or had no effect.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, whyNoPostgres } from '../../store/src/test/postgres-server.ts'
import { killAnswers } from '../src/test/kill-answers.ts'
import { describeMachine } from './report.ts'

const wish = process.argv.indexOf('--kills')
const kills = wish < 0 ? 500 : Number(process.argv[wish + 1])

async function run(name: string, databaseUrl?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-long-kills-'))
  const began = Date.now()
  const tell = (line: string) => {
    console.log(`${name}: ${line}`)
  }
  const own = databaseUrl === undefined ? {} : { databaseUrl }
  const report = await killAnswers({ folder, kills, tell, ...own })
  rmSync(folder, { recursive: true, force: true })
  const minutes = ((Date.now() - began) / 60_000).toFixed(1)
  console.log(`${name}: ${JSON.stringify(report)} in ${minutes} minutes`)
  const { lost, double, effectsMissing, effectsDouble } = report
  if (lost + double + effectsMissing + effectsDouble > 0) process.exitCode = 1
}

console.log(describeMachine())
await run('SQLite')
const why = whyNoPostgres()
if (why === undefined) {
  const server = await startPostgres()
  try {
    await run('PostgreSQL', server.url)
  } finally {
    await server.stop()
  }
} else console.log(`PostgreSQL: skipped, ${why}`)
