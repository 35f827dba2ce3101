/**
 * What comes from outside: exact versions, a lockfile without addresses that agrees with the
 * manifests, no script that runs on install but the named ones, few direct dependencies, and only
 * licences that let anyone use the product.
 *
 *   node scripts/check/dependencies.mjs
 */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { runCheck } from './run-check.mjs'
import { roomFolders } from './source-files.mjs'

const mostDirect = 40
const exactVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/

const freeLicences = ['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC']

/** Other licences, each for the packages it was looked at for. */
const licenceExceptions = [
  {
    packages: /^@fontsource(?:-variable)?\//,
    licence: 'OFL-1.1',
    reason: 'fonts: may be bundled with any program, not sold alone',
  },
  {
    packages: /^@stdlib\//,
    licence: 'BSL-1.0',
    reason: 'parts ported from Boost: as free as MIT, and binaries need not carry the text',
  },
  {
    packages: /^isbot$/,
    licence: 'Unlicense',
    reason: 'public domain; comes with the router',
  },
  {
    packages: /^png-js$/,
    licence: 'none given',
    reason: 'its LICENSE file is MIT, only the field is missing; comes with the PDF writer',
  },
]

function readJson(root, path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

/** The package's name of a lockfile entry, `node_modules/a/node_modules/@b/c` → `@b/c`. */
function packageName(entryPath) {
  return entryPath.slice(entryPath.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** Whether an SPDX expression of AND and OR is free to use for the package. */
export function isFreeLicence(name, expression) {
  const allowed = (licence) =>
    freeLicences.includes(licence) ||
    licenceExceptions.some((known) => known.packages.test(name) && known.licence === licence)
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => allowed(licence.trim())))
}

function checkManifest(path, manifest, lockEntry) {
  const problems = []
  for (const group of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    const wanted = manifest[group] ?? {}
    for (const [name, version] of Object.entries(wanted)) {
      if (!exactVersion.test(version)) {
        problems.push(
          `${path} asks for ${name} ${version}. Write one exact version, so that every machine gets the same.`,
        )
      }
      if (lockEntry?.[group]?.[name] !== version) {
        problems.push(
          `${path} asks for ${name} ${version}, but package-lock.json knows ${lockEntry?.[group]?.[name] ?? 'nothing of it'}. Run npm install and commit the lockfile.`,
        )
      }
    }
  }
  return problems
}

function checkLockEntry(path, entry, allowScripts) {
  const name = packageName(path)
  const problems = []
  if (/:\/\/|^git\+/.test(entry.resolved ?? '')) {
    problems.push(
      `package-lock.json holds an address for ${name}. Run npm install with omit-lockfile-registry-resolved, or take it from the registry instead of from git.`,
    )
  }
  if (entry.hasInstallScript && !(name in allowScripts)) {
    problems.push(
      `${name} wants to run a script when it is installed. Take another package, or name it under allowScripts in package.json after reading what it does.`,
    )
  }
  if (entry.dev) return problems
  const licence = entry.license ?? 'none given'
  if (!isFreeLicence(name, licence)) {
    problems.push(
      `${name} has the licence ${licence}, which is not on the list of scripts/check/dependencies.mjs. Take another package, or name the exception there with its reason.`,
    )
  }
  return problems
}

/** @param {string} root */
export function checkDependencies(root) {
  const lock = readJson(root, 'package-lock.json')
  const house = readJson(root, 'package.json')
  const manifests = [
    ['package.json', house, ''],
    ...roomFolders(root).map((room) => [
      `packages/${room}/package.json`,
      readJson(root, `packages/${room}/package.json`),
      `packages/${room}`,
    ]),
  ]
  const problems = manifests.flatMap(([path, manifest, entry]) =>
    checkManifest(path, manifest, lock.packages[entry]),
  )
  const entries = Object.entries(lock.packages).filter(
    ([path, entry]) => path.includes('node_modules/') && !entry.link,
  )
  problems.push(
    ...entries.flatMap(([path, entry]) => checkLockEntry(path, entry, house.allowScripts ?? {})),
  )
  const direct = new Set(
    manifests
      .flatMap(([, manifest]) => Object.keys(manifest.dependencies ?? {}))
      .filter((name) => !name.startsWith('@fealty/')),
  )
  if (direct.size > mostDirect) {
    problems.push(
      `The product has ${direct.size} direct dependencies; ${mostDirect} is the most. Each is somebody to trust: do without one.`,
    )
  }
  return { problems, summary: `${direct.size} direct, ${entries.length} in all` }
}

await runCheck(import.meta.url, () =>
  checkDependencies(resolve(dirname(import.meta.filename), '../..')),
)
