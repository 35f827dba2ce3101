import { recordKind, type KeptRecord } from '@fealty/store'
import type { Day } from '@fealty/core'
import { keptExperimentSchema, type KeptExperiment, type ShownExperiment } from './contract.ts'

/** The register: every version of every design. */
export const experiments = recordKind<KeptExperiment>({
  kind: 'experiment',
  what: 'experiment',
  parse: (body) => keptExperimentSchema.parse(body),
})

/**
 * Where an experiment is on a day. It has ended when the data reach the last day of its outcomes, not
 * when the calendar does.
 */
export function stateOf(
  { assignment, measured, stopped }: KeptExperiment,
  { today, asOf }: { today: Day; asOf: Day },
): ShownExperiment['state'] {
  if (stopped !== null) return 'stopped'
  if (today < assignment.from) return 'planned'
  return asOf >= measured.to ? 'ended' : 'running'
}

/** The salt stays inside: who knows it can choose ids for an arm. */
const shownBody = keptExperimentSchema.omit({ salt: true })

export function showExperiment(
  record: KeptRecord<KeptExperiment>,
  days: { today: Day; asOf: Day },
): ShownExperiment {
  return {
    ...shownBody.parse(record.body),
    id: record.id,
    version: record.version,
    state: stateOf(record.body, days),
    author: record.author,
    changedAt: record.changedAt,
  }
}
