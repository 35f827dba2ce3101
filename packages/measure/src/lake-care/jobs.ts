import { dayIn, type Job } from '@fealty/core'
import { listImports, listWorkspaces } from '@fealty/store'
import { loadSnapshot } from '../facts/snapshot.ts'
import type { MeasureServices } from '../services.ts'
import { publishTables } from './published-tables.ts'
import { tidyWorkspace } from './tidy-workspace.ts'

/** What was imported or answered is in the lake within seconds, also when nobody asks. */
const mirrorJob: Job<MeasureServices> = {
  name: 'lake.mirror',
  everySeconds: 15,
  isLong: true,
  async run({ services, signal }) {
    const engine = services.engine.askedBy('lake.mirror')
    if (engine.mirror === undefined) return
    for (const { id } of await listWorkspaces(services.store)) {
      if (!signal.aborted) await engine.mirror(await loadSnapshot(services, id), { signal })
    }
  },
}

/** Once a day the lake of a cluster is kept small. */
const tidyJob: Job<MeasureServices> = {
  name: 'lake.tidy',
  everySeconds: 86_400,
  isLong: true,
  canWait: true,
  async run({ services, now, signal }) {
    const engine = services.engine.askedBy('lake.tidy')
    for (const { id: workspaceId } of await listWorkspaces(services.store)) {
      if (signal.aborted) return
      await tidyWorkspace({ ...services, engine }, { workspaceId, now, atOnce: false, signal })
    }
  },
}

/** Soon after facts, scores or segments have changed, the tables for others are written anew. */
const publishJob: Job<MeasureServices> = {
  name: 'lake.publish',
  everySeconds: 300,
  isLong: true,
  canWait: true,
  async run({ services, now, signal }) {
    if (services.engine.publish === undefined) return
    const engine = services.engine.askedBy('lake.publish')
    for (const { id: workspaceId, timeZone } of await listWorkspaces(services.store)) {
      if (signal.aborted) return
      if ((await listImports(services.store, workspaceId)).length === 0) continue
      await publishTables({
        actor: { kind: 'nobody' },
        workspaceId,
        services: { ...services, engine },
        today: dayIn(timeZone, now),
        signal,
        progress: () => undefined,
      })
    }
  },
}

export const lakeJobs: readonly Job<MeasureServices>[] = [mirrorJob, tidyJob, publishJob]
