/** Starts the server on a data folder and times the scorecard through its API. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { percentile } from './bench-table.mjs'
import { watchMemory } from './measured-process.mjs'

const startMilliseconds = 60_000

async function untilReady(dataFolder, child) {
  const file = join(dataFolder, 'server.json')
  for (const end = Date.now() + startMilliseconds; Date.now() < end;) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`)
    if (existsSync(file)) {
      const { port, token, pid } = JSON.parse(readFileSync(file, 'utf8'))
      if (pid === child.pid) return { url: `http://localhost:${port}`, token }
    }
    await wait(20)
  }
  throw new Error('The server did not say within a minute where it listens.')
}

/** Days before a day, as YYYY-MM-DD. */
function daysBefore(day, days) {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * Times the scorecard: `first` on facts nobody has asked about, `cold` for as-of days that were not
 * asked before, `warm` for the same question again. Seconds; cold and warm are p95.
 */
export async function timeScorecard({ program, dataFolder, rounds, coldRounds }) {
  const child = spawn(process.execPath, [program, 'start', '--data', dataFolder, '--port', '0'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const memory = watchMemory(child.pid)
  try {
    const { url, token } = await untilReady(dataFolder, child)
    const ask = async (query = '') => {
      const start = performance.now()
      const response = await fetch(`${url}/api/measure/scorecard${query}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const body = await response.json()
      if (!response.ok)
        throw new Error(`The scorecard answered ${response.status}: ${body.message}`)
      return { seconds: (performance.now() - start) / 1_000, body }
    }
    const first = await ask()
    const { asOf } = first.body
    const cold = []
    for (let round = 1; round <= coldRounds; round += 1) {
      cold.push((await ask(`?asOf=${daysBefore(asOf, round)}`)).seconds)
    }
    const warm = []
    for (let round = 0; round < rounds; round += 1) warm.push((await ask()).seconds)
    return {
      first: first.seconds,
      cold: percentile(cold, 0.95),
      warm: percentile(warm, 0.95),
      peakBytes: memory.stop(),
    }
  } finally {
    memory.stop()
    if (child.exitCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    }
  }
}
