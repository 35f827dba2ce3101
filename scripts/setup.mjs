/**
 * What `npm start`, `npm test` and `npx fealty` do before their own work: check Node, install what is
 * missing, build what has changed. Plain Node: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const stampFile = join(root, 'dist/.built.json')

/** Ends the program with one clear line on a Node that is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Fealty needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/**
 * Whether node_modules holds what package-lock.json names. npm keeps its own account of what it
 * installed; packages for other systems are optional and may be absent.
 */
function isInstalled() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {}
  const present = readJson(join(root, 'node_modules/.package-lock.json'))?.packages
  if (!present) return false
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.startsWith('node_modules/') ||
      optional ||
      (link ? existsSync(join(root, path)) : present[path]?.version === version),
  )
}

/** Installs exactly what the lockfile names, when it is not there yet. */
export function ensureInstalled() {
  requireNode()
  if (isInstalled()) return
  console.error('Installing the packages of package-lock.json …')
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const isScript = npm !== undefined && /\.c?js$/.test(npm)
  const result = isScript
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      })
  if (result.status === 0) return
  console.error('The packages could not be installed; npm says above why.')
  process.exit(1)
}

function listFiles(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** A hash of names, sizes and times of the files that a part of the product is built from. */
function stampOf(part) {
  const packages = readdirSync(join(root, 'packages'))
  const rooms =
    part === 'web' ? ['web', 'core', 'charts'] : packages.filter((room) => room !== 'web')
  const files = [
    join(root, 'package-lock.json'),
    join(root, 'scripts/build.mjs'),
    ...rooms.flatMap((room) => listFiles(join(root, 'packages', room, 'src'))),
    ...(part === 'web'
      ? [
          join(root, 'packages/web/index.html'),
          join(root, 'packages/web/vite.config.ts'),
          ...listFiles(join(root, 'packages/web/public')),
        ].filter((file) => existsSync(file))
      : []),
  ]
  const hash = createHash('sha256')
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Builds the parts (`program`, `web`) whose sources have changed since they were built. */
export async function ensureBuilt(parts) {
  const built = readJson(stampFile) ?? {}
  const stamps = Object.fromEntries(parts.map((part) => [part, stampOf(part)]))
  const stale = parts.filter((part) => built[part] !== stamps[part] || !isThere(part))
  if (stale.length === 0) return
  console.error(`Building ${stale.join(' and ')} …`)
  const { buildParts } = await import('./build.mjs')
  await buildParts(stale)
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, JSON.stringify({ ...built, ...stamps }))
}

function isThere(part) {
  if (part === 'program') return existsSync(join(root, 'dist/fealty.mjs'))
  const hasWeb = existsSync(join(root, 'packages/web/index.html'))
  return !hasWeb || existsSync(join(root, 'dist/web/index.html'))
}

/** Runs the program in this process, with these words after its name. */
export async function runProgram(args) {
  const program = join(root, 'dist/fealty.mjs')
  process.argv = [process.execPath, program, ...args]
  await import(program)
}
