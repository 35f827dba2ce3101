/** Starting and ending servers of a cluster: by their process, never by a name. */
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A port of loopback that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

const isGone = (child) => child.exitCode !== null || child.signalCode !== null

/** Waits until a server is ready; throws with the end of its log when it ends, or after two minutes. */
export async function until(what, isReady, child, readLog) {
  for (let tries = 0; tries < 480; tries += 1) {
    if (await isReady()) return
    if (isGone(child)) break
    await wait(250)
  }
  throw new Error(`${what} did not start: ${readLog().slice(-1_500)}`)
}

/** Ends a process; one that does not go within ten seconds is killed. */
export async function endProcess(child, signal = 'SIGTERM') {
  if (isGone(child)) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}
