/** Runs a program and measures it: wall time, and the peak of memory of all its processes together. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const sampleMilliseconds = 100
const pageBytes = 4_096

/** Processes that a process has started and that still run; each of its threads has a list. */
function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean),
  )
}

/** Resident bytes of a process and all below it. One that ended between two reads counts as 0. */
function treeBytes(pid) {
  try {
    const [, residentPages] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')
    const below = childrenOf(pid).reduce((sum, child) => sum + treeBytes(child), 0)
    return Number(residentPages) * pageBytes + below
  } catch {
    return 0
  }
}

/**
 * Watches the memory of a process tree until `stop` is called, which gives the peak in bytes, or
 * undefined where there is no /proc (outside of Linux).
 */
export function watchMemory(pid) {
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, treeBytes(pid))
  }, sampleMilliseconds)
  return {
    stop() {
      clearInterval(timer)
      return peak > 0 ? peak : undefined
    },
  }
}

/**
 * Runs a Node program to its end.
 * @param {string[]} args  arguments of node
 * @returns {Promise<{ seconds: number, peakBytes: number | undefined, output: string }>}
 * @throws Error with what the program printed, when it ended badly
 */
export function runMeasured(args, env = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const memory = watchMemory(child.pid)
    let output = ''
    let complaints = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text))
    child.on('error', reject)
    child.on('close', (code) => {
      const peakBytes = memory.stop()
      const seconds = (performance.now() - start) / 1_000
      if (code === 0) resolve({ seconds, peakBytes, output })
      else reject(new Error(`${args.join(' ')} ended with ${code}:\n${complaints.slice(-2_000)}`))
    })
  })
}
