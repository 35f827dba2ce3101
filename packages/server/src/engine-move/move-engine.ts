import { FealtyError, type Call } from '@fealty/core'
import { isMappedFile, type Engine } from '@fealty/engine'
import { forgetPublished } from '@fealty/measure'
import { inTransaction, saveSetting } from '@fealty/store'
import type { Services } from '../services.ts'
import { compareAnswer, questions, sideOf } from './compare-answers.ts'
import { compareFacts } from './compare-facts.ts'
import type { Difference, MoveReport, MoveState } from './contract.ts'
import { copyImports, factsId, readLiveFacts, steadyId, type LiveFacts } from './copy-imports.ts'
import { choiceSetting } from './engine-in-use.ts'
import { beginMove, holdMove, saveMoveState } from './move-state.ts'
import { isSame, nameOf, type EngineTarget } from './target.ts'

type MoveCall = Pick<Call<Services>, 'signal' | 'progress'> & { services: Services }

/** What the console of a cluster shows beside the questions of a move. */
const operation = 'engine.move'
/** Files may be imported while it compares; more rounds than so are given up. */
const mostRounds = 5
/** Of more differences the rest says nothing new. */
const mostDifferences = 50

/** One move under way. */
interface Move {
  call: MoveCall
  from: Engine
  /** Not in use yet. */
  to: Engine
  target: EngineTarget
  state: MoveState
  report: MoveReport
}

/**
 * Takes all workspaces to another engine: copies each live import, adds up every import and asks every
 * metric on both, and puts the other one in use when all is equal. Until then the engine in use stays
 * in use, and nothing of it is changed. May be broken off at any point and begun again.
 * @throws FealtyError `engine.moving`, `engine.move-mapped`, `engine.move-segment`, `engine.move-facts`,
 *   and those of the engines
 */
export async function moveEngine(call: MoveCall, target: EngineTarget): Promise<MoveReport> {
  const { services } = call
  const { store, dataFolder, engineInUse, now } = services
  const release = holdMove(dataFolder)
  try {
    const names = { from: nameOf(engineInUse.target), to: nameOf(target) }
    if (isSame(engineInUse.target, target)) return await stay(call, target, names)
    await refuseMapped(services, target)
    const to = engineInUse.open(target)
    call.progress({ text: `Asking ${names.to}` })
    await to.describe()
    const at = now().toISOString()
    const state = await beginMove(store, { from: engineInUse.target, to: target, at })
    return await carryOut({
      call,
      from: engineInUse.watch.engine,
      to,
      target,
      state,
      report: nothingYet(names),
    })
  } finally {
    release()
  }
}

/** What is in use already is not compared; the store then says so too. */
async function stay(
  { services }: MoveCall,
  target: EngineTarget,
  names: { from: string; to: string },
): Promise<MoveReport> {
  const { store, engineInUse, now } = services
  await saveSetting(store, choiceSetting, { target, at: now().toISOString() })
  engineInUse.saidBy = 'move'
  return nothingYet(names)
}

const nothingYet = (names: { from: string; to: string }): MoveReport => ({
  ...names,
  switched: false,
  imports: 0,
  rows: 0,
  sums: 0,
  answers: 0,
  differences: [],
})

/** A table of the company's own cannot be read by the embedded engine. */
async function refuseMapped(services: Services, target: EngineTarget): Promise<void> {
  if (target.kind !== 'embedded') return
  const live = await readLiveFacts(services)
  const mapped = live
    .flatMap(({ imports }) => imports)
    .filter(({ segmentPath }) => isMappedFile(segmentPath))
  if (mapped.length === 0) return
  const tables = mapped.map(({ files }) => files.map(({ name }) => name).join(', '))
  throw new FealtyError('engine.move-mapped', { tables: tables.join(', ') })
}

async function carryOut(move: Move): Promise<MoveReport> {
  const { call, report } = move
  for (let round = 1; round <= mostRounds; round += 1) {
    const live = await copyAll(move)
    const differences = [...(await addUp(move, live)), ...(await askAll(move, live))]
    if (differences.length > 0) return differ(move, differences)
    const after = await readLiveFacts(call.services)
    if (steadyId(after) !== steadyId(live)) {
      call.progress({ text: 'Facts have come or gone meanwhile; once more' })
      continue
    }
    // Answers that landed while it compared: they are copied and added up as well.
    if (factsId(after) !== factsId(live)) {
      const last = await addUp(move, await copyAll(move))
      if (last.length > 0) return differ(move, last)
    }
    await putInUse(move, after)
    return { ...report, switched: true }
  }
  throw new FealtyError('engine.move-facts', { rounds: mostRounds })
}

async function note(move: Move, change: Partial<MoveState>): Promise<void> {
  const { store, now } = move.call.services
  move.state = { ...move.state, ...change, changedAt: now().toISOString() }
  await saveMoveState(store, move.state)
}

async function copyAll(move: Move): Promise<LiveFacts[]> {
  const { call, report } = move
  const to = move.to.askedBy(operation)
  const live = await readLiveFacts(call.services)
  const all = live.reduce((sum, { imports }) => sum + imports.length, 0)
  let done = 0
  await note(move, { phase: 'copying', imports: { done, all } })
  await copyImports(call.services, to, live, {
    signal: call.signal,
    onDone: async ({ kind }) => {
      done += 1
      call.progress({ text: `Copied ${kind} (${done} of ${all})`, share: done / all })
      await note(move, { imports: { done, all } })
    },
  })
  report.imports = all
  return live
}

async function addUp(move: Move, live: readonly LiveFacts[]): Promise<Difference[]> {
  const { call, report } = move
  const [from, to] = [move.from.askedBy(operation), move.to.askedBy(operation)]
  await note(move, { phase: 'comparing' })
  const found = await compareFacts(from, to, live, {
    signal: call.signal,
    onKind: (kind) => call.progress({ text: `Adding up ${kind} on both` }),
  })
  report.rows = found.rows
  report.sums = found.sums
  return found.differences
}

async function askAll(move: Move, live: readonly LiveFacts[]): Promise<Difference[]> {
  const { call, report } = move
  const { services, signal } = call
  const asked = live.filter(({ imports }) => imports.length > 0)
  const all = asked.length * questions.length
  const differences: Difference[] = []
  let done = 0
  for (const { workspaceId } of asked) {
    const [one, other] = [sideOf(services, move.from), sideOf(services, move.to)]
    for (const question of questions) {
      signal.throwIfAborted()
      const difference = await compareAnswer(one, other, workspaceId, question, signal)
      if (difference) differences.push(difference)
      done += 1
      call.progress({ text: `Compared ${question.metric} (${done} of ${all})`, share: done / all })
      if (done % questionsPerNote === 0) await note(move, { answers: { done, all } })
    }
  }
  await note(move, { answers: { done, all } })
  report.answers = done
  return differences
}

const questionsPerNote = 10

async function differ(move: Move, all: readonly Difference[]): Promise<MoveReport> {
  const differences = all.slice(0, mostDifferences)
  await note(move, { phase: 'differs', differences })
  return { ...move.report, differences }
}

/** The word for the next start and the end of the move are one: both are written, or none. */
async function putInUse(move: Move, live: readonly LiveFacts[]): Promise<void> {
  const { call, target } = move
  const { store, engineInUse, now } = call.services
  const at = now().toISOString()
  move.state = { ...move.state, phase: 'switched', changedAt: at }
  await inTransaction(store, async (transaction) => {
    await saveSetting(transaction, choiceSetting, { target, at })
    await saveMoveState(transaction, move.state)
    // Tables for others are made where they are looked for from now on.
    for (const { workspaceId } of live) await forgetPublished(transaction, workspaceId)
  })
  engineInUse.use(target, move.to)
  call.progress({ text: `${nameOf(target)} is in use` })
}
