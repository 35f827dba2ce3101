import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { FactKindName } from '@fealty/core'
import type { TidyReport } from '@fealty/engine'
import { listImports } from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import { forgetPublished, publishedTables } from './published-tables.ts'

type Services = Pick<MeasureServices, 'engine' | 'store' | 'dataFolder'>

/** An import that was undone can be looked back at for so long on a cluster; its segment stays longer. */
const keptDays = 30

export interface WorkspaceCare {
  workspaceId: string
  now: Date
  /** A person was erased: the lake's files go now, with the derived tables and those for others. */
  atOnce: boolean
  signal: AbortSignal
}

/**
 * Keeps the lake of a cluster in order, see `Engine.tidy`: it holds the segments of live imports, those
 * of imports that were undone in the last 30 days, and the derived tables in use. Nothing happens with
 * the embedded engine.
 */
export async function tidyWorkspace(services: Services, care: WorkspaceCare): Promise<TidyReport> {
  const { engine, store, dataFolder } = services
  const { workspaceId, now, atOnce, signal } = care
  const since = new Date(now.getTime() - keptDays * 86_400_000).toISOString()
  const segments: Partial<Record<FactKindName, string[]>> = {}
  for (const { kind, segmentPath, undoneAt } of await listImports(store, workspaceId, 'all')) {
    const files = (segments[kind] ??= [])
    if (undoneAt === null || undoneAt > since) files.push(resolve(dataFolder, segmentPath))
  }
  const { names } = await publishedTables(store, workspaceId)
  const drop = atOnce ? Object.values(names) : []
  const report = await engine.tidy({
    workspaceId,
    segments,
    derived: await listDerived(services, workspaceId),
    drop,
    atOnce,
    signal,
  })
  if (atOnce) await forgetPublished(store, workspaceId)
  return report
}

async function listDerived({ engine, dataFolder }: Services, workspaceId: string) {
  const folder = join(dataFolder, 'rollups', workspaceId)
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names.filter((name) => name.endsWith(engine.tableSuffix)).map((name) => join(folder, name))
}
