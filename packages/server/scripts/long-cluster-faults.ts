/**
 * A worker of a real cluster is killed with -9 in the middle of a question: the answer must come, and
 * be the same. Needs what `npm run cluster` needs; says in one line why where the machine has it not.
 *
 *   npm run long -- cluster-faults
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openEngine, readEngineSettings, sql, type Engine } from '@fealty/engine'
import { loadScripts } from './report.ts'

const nothing = { id: 'none', workspaceId: 'none', tables: {} }
/** Some twenty seconds of work for two workers of this machine, and a few rows. */
const question = sql`select x % 7 as k, count(*) as n, sum(cast(x * y % 1000 as decimal(18, 4))) as s
from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 10000)) as b(y)
group by 1 order by 1`

async function timed(engine: Engine): Promise<{ rows: string; seconds: number }> {
  const start = performance.now()
  const rows = await engine.query(nothing, question, { seconds: 300 })
  return { rows: JSON.stringify(rows), seconds: (performance.now() - start) / 1_000 }
}

async function main(): Promise<void> {
  const { whyNoCluster, startCluster } = await loadScripts()
  const reason = whyNoCluster()
  if (reason !== undefined) {
    console.log(`Cluster faults: skipped, ${reason}.`)
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'fealty-faults-'))
  const cluster = await startCluster({ workers: 2, heap: 1_500, retry: 'TASK' })
  const engine = openEngine(
    { dataFolder: folder, memory: '300MB' },
    readEngineSettings(cluster.environment),
  )
  try {
    const whole = await timed(engine)
    console.log(`with two workers: ${whole.seconds.toFixed(1)} s`)
    const asked = timed(engine)
    await wait(whole.seconds * 400)
    const [first] = cluster.workers
    first!.child.kill('SIGKILL')
    const broken = await asked
    const isSame = broken.rows === whole.rows
    console.log(
      `a worker killed after ${(whole.seconds * 0.4).toFixed(1)} s: ${broken.seconds.toFixed(1)} s, ${isSame ? 'the same bytes' : 'ANOTHER ANSWER'}`,
    )
    if (!isSame) process.exitCode = 1
  } finally {
    await engine.close()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
