import type { Job } from '@fealty/core'
import { ensureRollups, loadSnapshot } from '@fealty/measure'
import { listWorkspaces } from '@fealty/store'
import type { ExplainServices } from '../services.ts'
import { ensureMentions } from './ensure-mentions.ts'

/** New comments, and all comments after a change of the dictionary, are read before anybody asks. */
export const mentionsJob: Job<ExplainServices> = {
  name: 'mentions.read',
  everySeconds: 60,
  isLong: true,
  canWait: true,
  async run({ services, signal }) {
    for (const { id } of await listWorkspaces(services.store)) {
      const facts = await loadSnapshot(services, id)
      if ((facts.tables.responses?.files.length ?? 0) === 0) continue
      await ensureMentions(services, await ensureRollups(services, facts), signal)
    }
  },
}
