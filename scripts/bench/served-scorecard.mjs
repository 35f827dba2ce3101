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

/** Starts the server, lets `use` ask it, and ends it. */
async function withServer({ program, dataFolder }, use) {
  const child = spawn(process.execPath, [program, 'start', '--data', dataFolder, '--port', '0'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const memory = watchMemory(child.pid)
  try {
    const { url, token } = await untilReady(dataFolder, child)
    const ask = async (query = {}) => {
      const start = performance.now()
      const response = await fetch(`${url}/api/measure/scorecard?${new URLSearchParams(query)}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const body = await response.json()
      if (!response.ok)
        throw new Error(`The scorecard answered ${response.status}: ${body.message}`)
      return { seconds: (performance.now() - start) / 1_000, body }
    }
    return { result: await use(ask), peakBytes: memory.stop() }
  } finally {
    memory.stop()
    if (child.exitCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    }
  }
}

/** All scorecards that the server prepares in the background after an import. */
async function askAll(ask) {
  const { body } = await ask()
  for (const { start } of body.periods) await ask({ day: start })
  for (const every of ['month', 'year']) await ask({ every })
  return body
}

/**
 * Times the scorecard, in seconds. `first`: on facts nobody has asked about. `prepared`: all that
 * the server prepares, of every quarter, by month and by year. `cold` (p95): the first question to a
 * server just started. `warm` (p95): further questions to it. Cold and warm are asked as of days and
 * for quarters in a combination that was not asked before, so no whole answer is kept for them.
 */
export async function timeScorecard({ program, dataFolder, rounds, coldRounds }) {
  const place = { program, dataFolder }
  const rolled = await withServer(place, async (ask) => {
    const first = await ask()
    const start = performance.now()
    const { asOf, periods } = await askAll(ask)
    const prepared = first.seconds + (performance.now() - start) / 1_000
    return { first: first.seconds, prepared, asOf, periods }
  })
  const { asOf, periods, first, prepared } = rolled.result
  // Quarters that were over on all of the as-of days.
  const over = periods.filter(({ end }) => end <= daysBefore(asOf, rounds + coldRounds))
  const question = (round) => ({
    asOf: daysBefore(asOf, 1 + round),
    day: over[round % over.length].start,
  })
  const cold = []
  for (let round = 0; round < coldRounds; round += 1) {
    const { result } = await withServer(place, (ask) => ask(question(round)))
    cold.push(result.seconds)
  }
  const served = await withServer(place, async (ask) => {
    await ask()
    const warm = []
    for (let round = 0; round < rounds; round += 1)
      warm.push((await ask(question(coldRounds + round))).seconds)
    return warm
  })
  return {
    first,
    prepared,
    cold: percentile(cold, 0.95),
    warm: percentile(served.result, 0.95),
    peakBytes: rolled.peakBytes,
    servedBytes: served.peakBytes,
  }
}
