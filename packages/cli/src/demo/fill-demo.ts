import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { factKindNames, FealtyError, type ErrorCode, type FactKindName } from '@fealty/core'
import { demoMapping, writeDemo, type DemoOptions } from '@fealty/demo'
import {
  allOperations,
  ensureWorkspace,
  firstOwner,
  isSetUp,
  makeFirstOwner,
  makeLink,
  runOperation,
  terminalCall,
  type OneTimeLink,
  type OpenServices,
} from '@fealty/server'
import { changeWorkspace, findSetting, listImports, saveSetting } from '@fealty/store'
import { print } from '../command.ts'
import type { Filler } from './filler.ts'
import { fillers } from './fillers.ts'

/** Says in the store that this folder holds the demo, and how far filling it has come. */
const demoSetting = 'demo'
const demoOwner = { email: 'owner@northline.example', name: 'Demo owner', passwordHash: null }

/**
 * Fills an empty data folder with the demo company through the real import. A folder that holds
 * anything else is left alone; one whose filling was broken off is filled to the end. Two fillings on one
 * day give the same numbers.
 */
export async function fillDemo(services: OpenServices): Promise<void> {
  const { store, now } = services
  const state = await findSetting(store, demoSetting)
  const workspace = await ensureWorkspace(store, now())
  if (state === 'filled') return
  if (state === undefined) {
    const loaded = await listImports(store, workspace.id, 'all')
    if (loaded.length > 0 || (await isSetUp(store))) return
    await saveSetting(store, demoSetting, 'filling')
    await changeWorkspace(store, workspace.id, {
      name: 'Northline Telecom',
      timeZone: 'Europe/Berlin',
    })
  }
  await loadFacts(services, workspace.id)
  await writeDown(services, workspace.id)
  // The first page is the first thing a person opens: its numbers are computed now and kept.
  await run(services, workspace.id, 'measure.scorecard', {})
  if (!(await isSetUp(store))) await makeFirstOwner(store, demoOwner, now())
  await saveSetting(store, demoSetting, 'filled')
}

/** Imports what the company's systems hold, and gives every customer a value. */
export async function loadFacts(
  services: OpenServices,
  workspaceId: string,
  options: DemoOptions = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fealty-demo-'))
  try {
    print('Making three years of a made-up telecom provider …\n')
    const { files } = await writeDemo(folder, options)
    for (const { kind, path, rows } of files) {
      if (!isFactKind(kind)) continue
      print(`Importing ${kind}: ${rows.toLocaleString('en')} rows …\n`)
      await importOnce(services, workspaceId, kind, path)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  print('Giving every customer an expected value …\n')
  await run(services, workspaceId, 'value.score', {})
}

/** Writes down what the people of the company would have. */
export async function writeDown(
  services: OpenServices,
  workspaceId: string,
  what: readonly Filler[] = fillers,
): Promise<void> {
  const { now } = services
  for (const { what: title, fill } of what) {
    print(`${title} …\n`)
    await fill(
      (id, input, at, as) =>
        runOnce(at ? { ...services, now: () => at } : services, workspaceId, id, input, as),
      now(),
      { services, workspaceId },
    )
  }
}

/** The demo also writes exports that belong to rooms to come. */
function isFactKind(kind: string): kind is FactKindName {
  return factKindNames.some((name) => name === kind)
}

async function importOnce(
  services: OpenServices,
  workspaceId: string,
  kind: FactKindName,
  path: string,
): Promise<void> {
  const mapping = demoMapping(kind)
  await runOnce(services, workspaceId, 'import.run', { kind, paths: [path], mapping })
}

/** What was done before the filling was broken off is there already. */
const doneBefore: readonly ErrorCode[] = ['file.same', 'record.changed', 'record.exists']

/** Runs an operation that a second filling may find done; then it gives nothing. */
async function runOnce(
  services: OpenServices,
  workspaceId: string,
  id: string,
  input: object,
  as?: string,
): Promise<unknown> {
  try {
    return await run(services, workspaceId, id, input, as)
  } catch (error) {
    if (!(error instanceof FealtyError) || !doneBefore.includes(error.code)) throw error
    return undefined
  }
}

async function run(
  services: OpenServices,
  workspaceId: string,
  id: string,
  input: object,
  as?: string,
): Promise<unknown> {
  const operation = allOperations.find((one) => one.id === id)
  if (!operation) throw new FealtyError('request.not-found')
  const call = terminalCall(workspaceId)
  const { actor } = call
  const caller = as === undefined || actor.kind === 'nobody' ? actor : { ...actor, id: as }
  return runOperation(operation, input, { ...call, actor: caller }, services)
}

/** The link by which the owner of the demo comes in, or undefined in any other folder. */
export async function makeDemoLink({ store, now }: OpenServices): Promise<OneTimeLink | undefined> {
  if ((await findSetting(store, demoSetting)) !== 'filled') return undefined
  const { id: workspaceId } = await ensureWorkspace(store, now())
  const personId = await firstOwner(store, workspaceId)
  return makeLink(store, 'enter', { personId, workspaceId }, now())
}
