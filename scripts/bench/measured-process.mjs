/** Runs a program and measures it: wall time, and the peak of memory of all its processes together. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const sampleMilliseconds = 50
const pageBytes = 4_096

/** Parent and resident bytes of every process (Linux); undefined where there is no /proc. */
function readProcesses() {
  let names
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return undefined
  }
  const processes = new Map()
  for (const name of names) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      // The program's name stands in parentheses and may hold blanks: fields are counted after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      processes.set(Number(name), {
        parent: Number(fields[1]),
        bytes: Number(fields[21]) * pageBytes,
      })
    } catch {
      // It ended between the two reads.
    }
  }
  return processes
}

/** Resident bytes of a process and all below it. */
function treeBytes(processes, root) {
  let bytes = processes.get(root)?.bytes ?? 0
  for (const [id, { parent }] of processes) if (parent === root) bytes += treeBytes(processes, id)
  return bytes
}

/** Watches the memory of a process tree until `stop` is called, which gives the peak in bytes. */
export function watchMemory(pid) {
  let peak = readProcesses() ? 0 : undefined
  const sample = () => {
    const processes = readProcesses()
    if (processes) peak = Math.max(peak, treeBytes(processes, pid))
  }
  const timer = setInterval(sample, sampleMilliseconds)
  return {
    stop() {
      clearInterval(timer)
      return peak
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
