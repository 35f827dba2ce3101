import { dayIn, type Job } from '@fealty/core'
import { listImports, listWorkspaces } from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import { publishTables } from './published-tables.ts'
import { tidyWorkspace } from './tidy-workspace.ts'

/** Once a day the lake of a cluster is kept small. */
const tidyJob: Job<MeasureServices> = {
  name: 'lake.tidy',
  everySeconds: 86_400,
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

export const lakeJobs: readonly Job<MeasureServices>[] = [tidyJob, publishJob]
