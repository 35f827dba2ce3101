import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { accessSync, chownSync, constants, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A private PostgreSQL on a socket in a temporary folder; it takes no connection from the network. */
export interface PostgresServer {
  url: string
  stop(): Promise<void>
}

/** Why there is no PostgreSQL on this machine, or undefined when there is one. */
export function whyNoPostgres(): string | undefined {
  const missing = ['initdb', 'postgres'].filter((program) => !isOnPath(program))
  if (missing.length > 0) return `${missing.join(' and ')} not found on the PATH`
  if (process.getuid?.() === 0 && !ordinaryUser()) return 'PostgreSQL does not run as root'
  return undefined
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** PostgreSQL refuses to run as root, so root starts it as another user. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = ['postgres', 'nobody'].map((name) => users.find(([n]) => n === name)).find(Boolean)
  return user && { uid: Number(user[2]), gid: Number(user[3]) }
}

/** Starts one with an empty database, in a new folder within the one given. */
export async function startPostgres(within = tmpdir()): Promise<PostgresServer> {
  const folder = mkdtempSync(join(within, 'fealty-pg-'))
  const user = process.getuid?.() === 0 ? ordinaryUser() : undefined
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    'initdb',
    ['-D', data, '-U', 'fealty', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const server = spawn(
    'postgres',
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await untilReady(server)
  return {
    url: `postgresql://fealty@/postgres?host=${encodeURIComponent(folder)}`,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(server: ChildProcess): Promise<void> {
  let log = ''
  server.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text))
  for (let tries = 0; tries < 200; tries += 1) {
    if (log.includes('ready to accept connections')) return
    if (server.exitCode !== null) break
    await wait(50)
  }
  throw new Error(`PostgreSQL did not start: ${log.slice(-500)}`)
}
