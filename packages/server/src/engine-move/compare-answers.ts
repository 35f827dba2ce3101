import type { Engine } from '@fealty/engine'
import { measureQueryOperation, metricIds } from '@fealty/measure'
import { terminalCall } from '../http/caller.ts'
import { runOperation } from '../run-operation.ts'
import type { Services } from '../services.ts'
import type { Difference } from './contract.ts'

/** Of every metric, its usual range and each month. */
export const questions = metricIds.flatMap((metric) => [
  { metric },
  { metric, every: 'month' as const },
])
export type Question = (typeof questions)[number]

/** Facts may come in between the two engines; more often than so it is no chance. */
const mostTries = 4

interface Side {
  services: Services
}

/** An engine to compare, with a memory of its own: nothing that was kept stands for an answer. */
export function sideOf(services: Services, engine: Engine): Side {
  return { services: { ...services, engine, ownRows: new Map() } }
}

/**
 * Asks both engines the same question, by the operation behind `fealty measure … --json`, and gives
 * where the answers part; nothing when they are equal byte for byte. The SQL is left out, which each
 * engine has in its own words.
 */
export async function compareAnswer(
  from: Side,
  to: Side,
  workspaceId: string,
  question: Question,
  signal: AbortSignal,
): Promise<Difference | undefined> {
  const ask = async ({ services }: Side) =>
    (await runOperation(
      measureQueryOperation,
      question,
      terminalCall(workspaceId, { signal }),
      services,
    )) as { snapshotId: string }
  const every = 'every' in question ? ' by month' : ''
  for (let tries = 1; ; tries += 1) {
    const [one, other] = [await ask(from), await ask(to)]
    const difference = firstDifference(withoutSql(one), withoutSql(other))
    if (difference === undefined) return undefined
    // An answer landed in between: both are asked about the same facts.
    if (one.snapshotId !== other.snapshotId && tries < mostTries) continue
    return { workspaceId, ...difference, what: `${question.metric}${every}: ${difference.what}` }
  }
}

const withoutSql = (answer: object): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'sql' ? undefined : value)))

/** The first place in which two JSON values part, in the order in which they are written. */
export function firstDifference(
  one: unknown,
  other: unknown,
  path = '',
): Omit<Difference, 'workspaceId'> | undefined {
  if (isNested(one) && isNested(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    for (const key of keys) {
      const found = firstDifference(one[key], other[key], path === '' ? key : `${path}.${key}`)
      if (found) return found
    }
  }
  const [from, to] = [toText(one), toText(other)]
  return from === to ? undefined : { what: path, from: shorten(from), to: shorten(to) }
}

const isNested = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const toText = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text)
