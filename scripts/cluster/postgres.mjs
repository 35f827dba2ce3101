/** The PostgreSQL that holds the Iceberg catalogue, and a database of “what a company has already”. */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, freePort, until } from './processes.mjs'
import { findProgram } from './requirements.mjs'

/** PostgreSQL refuses to run as root, so root starts it as another user. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([n]) => n === 'nobody')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

/** Iceberg's JDBC catalogue does not make these two by itself on every version of the server. */
const catalogueTables = `
create table iceberg_tables (
  catalog_name varchar(255) not null, table_namespace varchar(255) not null, table_name varchar(255) not null,
  metadata_location varchar(1000), previous_metadata_location varchar(1000), iceberg_type varchar(5),
  primary key (catalog_name, table_namespace, table_name));
create table iceberg_namespace_properties (
  catalog_name varchar(255) not null, namespace varchar(255) not null, property_key varchar(255) not null,
  property_value varchar(1000), primary key (catalog_name, namespace, property_key));`

/** Makes an empty data folder, in which only a password of this run opens the door. */
function makeData(folder, user) {
  const password = randomBytes(18).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user.uid !== undefined) chownSync(passwordFile, user.uid, user.gid)
  const data = join(folder, 'data')
  const access = ['-U', 'fealty', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const made = spawnSync(
    findProgram('initdb'),
    ['-D', data, ...access, '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  return { data, password }
}

function runSql({ port, password }, database, statement) {
  const where = ['-h', '127.0.0.1', '-p', String(port), '-U', 'fealty', '-d', database]
  const { status, stderr } = spawnSync(
    findProgram('psql'),
    [...where, '-v', 'ON_ERROR_STOP=1', '-q'],
    { encoding: 'utf8', input: statement, env: { ...process.env, PGPASSWORD: password } },
  )
  if (status !== 0) throw new Error(`psql failed: ${stderr}`)
}

/** Starts one on loopback with the databases `catalogue` and `company`. */
export async function startPostgres(folder) {
  mkdirSync(folder, { recursive: true })
  const user = ordinaryUser()
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const { data, password } = makeData(folder, user)
  const port = await freePort()
  const server = spawn(
    findProgram('postgres'),
    ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port), '-c', 'fsync=off'],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let log = ''
  server.stderr.setEncoding('utf8').on('data', (text) => (log = (log + text).slice(-2_000)))
  await until(
    'PostgreSQL',
    () => log.includes('ready to accept connections'),
    server,
    () => log,
  )
  const door = { port, password }
  runSql(door, 'postgres', 'create database catalogue; create database company;')
  runSql(door, 'catalogue', catalogueTables)
  return {
    user: 'fealty',
    password,
    jdbcUrl: (database) => `jdbc:postgresql://127.0.0.1:${port}/${database}`,
    stop: () => endProcess(server, 'SIGINT'),
  }
}
