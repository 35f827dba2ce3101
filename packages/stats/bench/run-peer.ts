/** Runs another program's kernels on the same numbers, in a process of their own. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What a peer prints: the time of the fit alone, without its start and without reading. */
export interface PeerRun {
  seconds: number
  parameters: number[]
}

/** Where `npm run bench -- peers` installs Python's packages, relative to the repository. */
const peerFolder = join('dist', 'peers')
const peerLimitSeconds = 1_800

/**
 * @param root of the repository
 * @param script of `bench/peers`, `.py` or `.R`
 * @returns why there is no run, as text for a reader, where the peer is not installed
 */
export function runPeer(root: string, script: string, args: readonly string[]): PeerRun | string {
  const isPython = script.endsWith('.py')
  const own = join(root, peerFolder, 'bin')
  const { error, status, stdout, stderr } = spawnSync(
    isPython ? 'python3' : 'Rscript',
    [join(root, 'packages/stats/bench/peers', script), ...args],
    {
      encoding: 'utf8',
      timeout: peerLimitSeconds * 1_000,
      env: {
        ...process.env,
        PATH: `${existsSync(own) ? own + delimiter : ''}${process.env.PATH ?? ''}`,
        // One thread for everybody: ours has one.
        OMP_NUM_THREADS: '1',
        OPENBLAS_NUM_THREADS: '1',
      },
    },
  )
  if (error !== undefined && 'code' in error && error.code === 'ENOENT')
    return `skipped, there is no ${isPython ? 'python3' : 'Rscript'} here`
  if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT')
    return `ended after ${peerLimitSeconds} s`
  const missing = /No module named '([^']+)'|there is no package called .(\w+)/.exec(stderr)
  if (missing) return `skipped, ${missing[1] ?? missing[2]!} is not installed`
  const problem = stderr.trim().split('\n').at(-1) ?? ''
  if (status !== 0) return `failed: ${problem.slice(0, 80)}`
  return JSON.parse(stdout) as PeerRun
}
