import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  allOperations,
  ensureWorkspace,
  openServices,
  runOperation,
  terminalCall,
  type OpenServices,
} from '@fealty/server'
import { casesFiller } from './cases.ts'
import { loadFacts, writeDown } from './fill-demo.ts'
import { invitationsFiller } from './invitations.ts'
import { surveysFiller } from './surveys.ts'
import { unitsFiller } from './units.ts'

/**
 * Two fillings of the demo company on one day give the same numbers, whatever ids they draw and at
 * whatever hour they run. A small company here, and what draws by chance: the whole takes minutes.
 */

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-fill-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const questions = [
  ['measure.query', { metric: 'nps', every: 'quarter' }],
  ['measure.query', { metric: 'ces', every: 'quarter' }],
  ['cases.list', { list: 'live', pageSize: 200 }],
  ['cases.board', {}],
  ['invitations.plans', {}],
] as const

/** What asks customers, lets them answer and opens cases of it; all else is written down by the word. */
const drawing = [unitsFiller, surveysFiller, invitationsFiller, casesFiller]

/** Answers without the ids that were drawn and the moments at which things were done. */
const toText = (answer: unknown): string =>
  JSON.stringify(
    answer,
    (key, value: unknown) => (/^id$|Id$|At$|^at$/.test(key) ? undefined : value),
    1,
  )

async function open(dataFolder: string, moment: string): Promise<OpenServices> {
  // A clock that stood still would leave the order of what is written down to the ids.
  let time = Date.parse(moment)
  return { ...(await openServices({ dataFolder })), now: () => new Date((time += 1)) }
}

/** What the company answers once its people have written down what they would have. */
async function answersOf(
  dataFolder: string,
  workspaceId: string,
  moment: string,
): Promise<string[]> {
  const services = await open(dataFolder, moment)
  try {
    await writeDown(services, workspaceId, drawing)
    const answers: string[] = []
    for (const [id, input] of questions) {
      const operation = allOperations.find((one) => one.id === id)!
      const answer = await runOperation(operation, input, terminalCall(workspaceId), services)
      answers.push(`${id} ${toText(answer)}`)
    }
    return answers
  } finally {
    await services.close()
  }
}

test('the numbers are the same in the morning and in the evening of a day', async () => {
  const services = await open(join(folder, 'one'), '2026-11-24T10:00:00Z')
  const { id } = await ensureWorkspace(services.store, services.now())
  await loadFacts(services, id, { scale: 0.05 })
  await services.close()
  await cp(join(folder, 'one'), join(folder, 'other'), { recursive: true })
  const morning = await answersOf(join(folder, 'one'), id, '2026-11-24T10:00:00Z')
  const evening = await answersOf(join(folder, 'other'), id, '2026-11-24T20:00:00Z')
  expect(evening).toEqual(morning)
}, 300_000)
