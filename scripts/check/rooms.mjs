/**
 * Holds every import in packages/<room>/src to the table of rooms in ARCHITECTURE.md.
 *
 *   node scripts/check/rooms.mjs
 */
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix, resolve } from 'node:path'
import { findCycles } from './cycles.mjs'
import { readImports } from './imports.mjs'
import { readRoomsTable } from './rooms-table.mjs'
import { runCheck } from './run-check.mjs'
import { isTest, roomFolders, roomSources } from './source-files.mjs'

const touchOfModule = new Map([
  ...['fs', 'fs/promises'].map((name) => [name, 'files']),
  ...['child_process', 'cluster', 'worker_threads'].map((name) => [name, 'processes']),
  ...['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'].map((name) => [
    name,
    'network',
  ]),
])

function readManifest(root, room) {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', room, 'package.json'), 'utf8'))
  return {
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
    exports: Object.keys(manifest.exports ?? {}),
  }
}

function rootDevDependencies(root) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys(manifest.devDependencies ?? {})
}

function readSources(root, room) {
  return roomSources(root, room).map(({ path, text }) => ({ path, ...readImports(path, text) }))
}

/** Loads the table and all rooms. */
function readHouse(root) {
  const table = readRoomsTable(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'))
  const folders = roomFolders(root)
  return {
    table,
    folders,
    manifests: new Map(folders.map((room) => [room, readManifest(root, room)])),
    shared: rootDevDependencies(root),
    sources: new Map(folders.map((room) => [room, readSources(root, room)])),
  }
}

function list(words) {
  return words.length === 0 ? 'nothing' : words.join(', ')
}

/** The table and the folders name the same rooms, and manifests name no room that is forbidden. */
function checkTable({ table, folders, manifests }) {
  const problems = []
  for (const room of folders) {
    const row = table.get(room)
    if (!row) {
      problems.push(
        `packages/${room} is not in the table of rooms, so nobody knows what it may import. Give it a row in ARCHITECTURE.md.`,
      )
      continue
    }
    const allowed = [...row.imports, ...row.types]
    for (const name of manifests.get(room).dependencies) {
      const target = name.replace('@fealty/', '')
      if (target === name || allowed.includes(target)) continue
      problems.push(
        `packages/${room}/package.json depends on ${name}, but the room ${room} may import ${list(allowed)}. Remove it; a test that needs it names it under devDependencies.`,
      )
    }
  }
  for (const room of table.keys()) {
    if (!folders.includes(room)) {
      problems.push(
        `ARCHITECTURE.md has a row for the room ${room}, but there is no packages/${room}. Move the row to “Rooms to come”, or add the room.`,
      )
    }
  }
  return problems
}

/** A room imports another one. */
function checkRoomImport(house, { room, where, specifier, typeOnly, test }) {
  const [, target, ...rest] = specifier.split('/')
  const row = house.table.get(room)
  const manifest = house.manifests.get(room)
  const problems = []
  if (target === room) {
    return [
      `${where} imports its own facade ${specifier}, which makes a circle. Import the file itself with a relative path.`,
    ]
  }
  const facade = house.manifests.get(target)
  const subpath = rest.length === 0 ? '.' : `./${rest.join('/')}`
  if (facade && !facade.exports.includes(subpath)) {
    problems.push(
      `${where} reaches into ${specifier}, past the facade of the room ${target}. Import from @fealty/${target}, and export there what is missing.`,
    )
  }
  if (subpath === './test' && !test) {
    problems.push(
      `${where} imports ${specifier}, which is for tests: it starts databases and needs their tools. Only a test may import it.`,
    )
  }
  const declared = [...manifest.dependencies, ...manifest.devDependencies]
  const testOnly = test && manifest.devDependencies.includes(`@fealty/${target}`)
  if (row.types.includes(target) && !typeOnly && !testOnly) {
    problems.push(
      `${where} imports ${specifier} as code, but the room ${room} may have only types of ${target}: code of it would end in the browser. Write “import type”, or move what is needed to a room that ${room} may import.`,
    )
  } else if (!row.imports.includes(target) && !row.types.includes(target) && !testOnly) {
    problems.push(
      `${where} imports ${specifier}, but the room ${room} may import ${list(row.imports)}. Take what is needed as an argument, or move the code to a room that may import both.`,
    )
  } else if (!declared.includes(`@fealty/${target}`)) {
    problems.push(
      `${where} imports ${specifier}, which packages/${room}/package.json does not declare. Add it to the dependencies there.`,
    )
  }
  return problems
}

/** A room imports a module of Node. */
function checkNodeImport(house, { room, where, specifier, test }) {
  if (test) return []
  const { touches } = house.table.get(room)
  const name = specifier.replace(/^node:/, '')
  if (!specifier.startsWith('node:')) {
    return [`${where} imports ${specifier} without its scheme. Write node:${name}.`]
  }
  if (touches.size === 0 || touches.has('browser')) {
    return [
      `${where} imports ${specifier}, but the room ${room} runs without Node (${touches.has('browser') ? 'in a browser' : 'it touches nothing outside'}). Let the caller read it and pass the result.`,
    ]
  }
  const needed = touchOfModule.get(name)
  if (needed === undefined || touches.has(needed)) return []
  return [
    `${where} imports ${specifier}, but the room ${room} does not touch ${needed}. Rooms that do: ${list(roomsThatTouch(house.table, needed))}.`,
  ]
}

function roomsThatTouch(table, word) {
  return [...table.values()].filter((room) => room.touches.has(word)).map((room) => room.name)
}

/** A room imports a package from npm. */
function checkPackageImport(house, { room, where, specifier, typeOnly, test }) {
  const parts = specifier.split('/')
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
  const { dependencies, devDependencies } = house.manifests.get(room)
  const typesName = `@types/${name.replace(/^@/, '').replace('/', '__')}`
  const laterOnly = [...devDependencies, ...house.shared]
  if (dependencies.includes(name)) return []
  if ((test || typeOnly) && (laterOnly.includes(name) || laterOnly.includes(typesName))) return []
  return [
    `${where} imports ${name}, which packages/${room}/package.json does not declare; it is found only by luck of what others installed. Add it to the dependencies there.`,
  ]
}

function checkRelativeImport({ room, where, path, specifier }) {
  const target = posix.join(posix.dirname(path), specifier)
  if (target.startsWith(`packages/${room}/`)) return []
  return [
    `${where} imports ${specifier}, which leaves the room ${room}. Import another room by its name, @fealty/…`,
  ]
}

function checkImport(house, found) {
  const { specifier } = found
  if (specifier.startsWith('.')) return checkRelativeImport(found)
  if (specifier.startsWith('@fealty/')) return checkRoomImport(house, found)
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return checkNodeImport(house, found)
  }
  return checkPackageImport(house, found)
}

function checkFile(house, room, { path, imports, fetchLines }) {
  const test = isTest(path)
  const problems = imports.flatMap((found) =>
    checkImport(house, { ...found, room, path, test, where: `${path}:${found.line}` }),
  )
  if (!test && !house.table.get(room).touches.has('network')) {
    for (const line of fetchLines) {
      problems.push(
        `${path}:${line} calls fetch, but the room ${room} does not touch the network. Rooms that do: ${list(roomsThatTouch(house.table, 'network'))}.`,
      )
    }
  }
  return problems
}

/** Files of a room that import each other in a circle. Types count too: a circle of them is one thought in two files. */
function checkCycles(room, sources) {
  const known = new Set(sources.map((source) => source.path))
  const graph = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
        .filter((target) => known.has(target)),
    ]),
  )
  return findCycles(graph).map((cycle) => {
    const names = cycle.map((path) => path.replace(`packages/${room}/src/`, ''))
    return `packages/${room}: ${[...names, names[0]].join(' → ')} go in a circle. Move what both need into a file of its own.`
  })
}

/**
 * Every breach of the table, one sentence each.
 * @param {string} root  the folder that holds ARCHITECTURE.md and packages/
 */
export function checkRooms(root) {
  const house = readHouse(root)
  const problems = checkTable(house)
  let files = 0
  for (const room of house.folders) {
    if (!house.table.has(room)) continue
    const sources = house.sources.get(room)
    files += sources.length
    problems.push(...sources.flatMap((source) => checkFile(house, room, source)))
    problems.push(...checkCycles(room, sources))
  }
  return { problems, summary: `${house.folders.length} rooms, ${files} files` }
}

await runCheck(import.meta.url, () => checkRooms(resolve(dirname(import.meta.filename), '../..')))
