/** What the long runs have in common: how they say what they see, and the repository's own scripts. */
import { availableParallelism, cpus, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Report {
  /** When it was begun. */
  began: number
  /** A line with the time since then. */
  tell: (line: string) => void
  /** A line that says whether something holds; the run ends with 1 when one does not. */
  check: (holds: boolean, line: string) => void
}

/** @param unit  what the time of a line is told in */
export function openReport(unit: 's' | 'min' = 's'): Report {
  const began = Date.now()
  const tell = (line: string) => {
    const passed = Date.now() - began
    const time = unit === 's' ? (passed / 1_000).toFixed(0) : (passed / 60_000).toFixed(1)
    console.log(`${time.padStart(5)} ${unit}  ${line}`)
  }
  const check = (holds: boolean, line: string) => {
    tell(`${holds ? 'holds' : 'FAILS'}: ${line}`)
    if (!holds) process.exitCode = 1
  }
  return { began, tell, check }
}

/** Today and the size of the machine, which every figure of a long run goes with. */
export function describeMachine(): string {
  const day = new Date().toISOString().slice(0, 10)
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${day}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GB`
}

/** A node of a cluster that may be watched, killed and started again. */
interface Node {
  port: number
  child: { pid: number; kill: (signal: 'SIGKILL') => boolean }
  start: () => Promise<void>
}

/** What `npm run cluster` and `npm run bench` are made of. */
export interface Scripts {
  /** Why the machine cannot have a cluster; undefined when it can. */
  whyNoCluster: (options?: { s3?: boolean }) => string | undefined
  startCluster: (options: {
    workers?: number
    heap: number
    s3?: boolean
    retry?: 'TASK'
    settings?: Readonly<Record<string, string | number>>
  }) => Promise<{
    environment: Record<string, string>
    folder: string
    coordinator: Node
    workers: Node[]
    addWorker: () => Promise<void>
    stop: () => Promise<void>
  }>
  /** Runs a program to its end. @throws Error when it ends badly */
  runMeasured: (
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
  ) => Promise<{ seconds: number; peakBytes: number | undefined; output: string }>
}

/** They are scripts of the repository, which is where a long run is started. */
export async function loadScripts(): Promise<Scripts> {
  const names = ['cluster/requirements', 'cluster/start-cluster', 'bench/measured-process']
  const modules = await Promise.all(
    names.map(
      (name) => import(pathToFileURL(resolve('scripts', `${name}.mjs`)).href) as Promise<object>,
    ),
  )
  return Object.assign({}, ...modules) as Scripts
}
