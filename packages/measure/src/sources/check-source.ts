import { FealtyError, type Day } from '@fealty/core'
import type { OutsideTables } from '@fealty/engine'
import { listImports, readWorkspace } from '@fealty/store'
import type { SourceCheck, SourceDefinition } from './contract.ts'
import { countSource, type SourceCount } from './count-source.ts'
import { accountOf, keepSource, keyOf } from './keep-source.ts'
import { readTableName } from './outside-table.ts'
import { planSource, type PlanOptions, type SourcePlan } from './plan-source.ts'
import { sourceOf } from './source-key.ts'
import { findCheck, saveCheck, type SourceRecord, type SourceServices } from './source-records.ts'

export interface LookOptions {
  services: SourceServices
  workspaceId: string
  today: Day
  signal: AbortSignal
}

/** The tables that the engine reaches. @throws FealtyError `engine.embedded` */
export function outsideOf({ engine }: SourceServices): OutsideTables {
  if (engine.outside) return engine.outside
  throw new FealtyError('engine.embedded', { what: 'A mapped table' })
}

async function planOptions({
  services,
  workspaceId,
  today,
  signal,
}: LookOptions): Promise<PlanOptions> {
  const outside = outsideOf(services)
  const { timeZone } = await readWorkspace(services.store, workspaceId)
  return { engine: services.engine, outside, timeZone, today, signal }
}

/** What a look at a table finds, before it is kept. */
export interface Look {
  plan: SourcePlan
  count: SourceCount
  check: SourceCheck
}

/**
 * Reads and counts the table. Nothing is kept.
 * @throws FealtyError `file.mapping` when no row fits, and those of `planSource`
 */
export async function lookAt(definition: SourceDefinition, look: LookOptions): Promise<Look> {
  const options = await planOptions(look)
  const plan = await planSource(definition, options)
  const count = await countSource(definition, plan, options)
  refuseNothing(count)
  const rights = await options.outside.rights(readTableName(definition.table), {
    signal: look.signal,
  })
  return { plan, count, check: toCheck(look, plan, count, rights) }
}

/**
 * Looks at a source again, and takes its rows as they are now. A table whose version is that of before
 * is not read. What keeps it from being read is noted, and thrown.
 */
export async function checkSource(record: SourceRecord, look: LookOptions): Promise<SourceCheck> {
  const { services, workspaceId } = look
  const before = await findCheck(services.store, workspaceId, record.id)
  try {
    const known = await findUnchanged(record, look, before)
    const check = known ?? (await lookAndKeep(record, look))
    await saveCheck(services.store, workspaceId, record.id, check)
    return check
  } catch (error) {
    if (error instanceof FealtyError && before) {
      const now = services.now().toISOString()
      const problemSince = before.problemSince ?? now
      const noted = { ...before, problem: error.message, problemSince }
      await saveCheck(services.store, workspaceId, record.id, noted)
    }
    throw error
  }
}

async function lookAndKeep(record: SourceRecord, look: LookOptions): Promise<SourceCheck> {
  const { plan, count, check } = await lookAt(record.body, look)
  await keepSource(look.services, look.workspaceId, record, plan, count)
  return check
}

/** The look before, when the table has versions and is still at the same. */
async function findUnchanged(
  record: SourceRecord,
  look: LookOptions,
  before: SourceCheck | null,
): Promise<SourceCheck | undefined> {
  if (before?.identity !== 'version') return undefined
  const options = await planOptions(look)
  const plan = await planSource(record.body, options)
  const key = keyOf(record, plan)
  const live = await listImports(look.services.store, look.workspaceId)
  const isSame = live.some((entry) => sourceOf(entry) === record.id && entry.contentKey === key)
  if (!isSame) return undefined
  const rights = await options.outside.rights(readTableName(record.body.table), {
    signal: look.signal,
  })
  const checkedAt = look.services.now().toISOString()
  return { ...before, checkedAt, rights, problem: null, problemSince: null }
}

function toCheck(
  { services }: LookOptions,
  { mapping, warnings, version }: SourcePlan,
  count: SourceCount,
  rights: SourceCheck['rights'],
): SourceCheck {
  return {
    checkedAt: services.now().toISOString(),
    ...accountOf(count),
    reasons: count.reasons,
    mapping,
    warnings,
    identity: version === undefined ? 'content' : 'version',
    rights,
    problem: null,
    problemSince: null,
  }
}

function refuseNothing({ kept, rejected, reasons }: SourceCount): void {
  if (kept > 0 || rejected === 0) return
  const [most] = reasons
  throw new FealtyError('file.mapping', {
    problem: `none of ${rejected} rows fits; most often because ${most?.column ?? ''}: ${most?.reason ?? ''}`,
  })
}
