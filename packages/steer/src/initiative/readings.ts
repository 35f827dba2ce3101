import { dayIn, type BackgroundCall, type Call, type Job } from '@fealty/core'
import { loadSnapshot } from '@fealty/measure'
import { findSetting, listWorkspaces, saveSetting, type KeptRecord } from '@fealty/store'
import type { SteerServices } from '../services.ts'
import type { KeptInitiative, ShownInitiative } from './contract.ts'
import { openFrame, type InitiativeFrame } from './initiative-frame.ts'
import { corrections, initiatives, readings } from './initiatives.ts'
import { showInitiative } from './show-initiative.ts'

/** Below this chance of reaching its plan an initiative needs a decision. */
const correctionBelow = 0.5

const author = 'fealty'

/**
 * Reads every initiative against its plan at the facts as they are now. There is one reading per
 * state of the facts; a later one of the same state, after a change of claims, takes its place.
 * Where the chance falls below a half a correction opens by itself, unless one is open already or
 * was decided on these same facts.
 */
export async function takeReadings(call: Call<SteerServices>): Promise<void> {
  const { services, workspaceId } = call
  const records = await initiatives.list(services.store, workspaceId)
  if (records.length === 0) return
  const frame = await openFrame(call)
  const at = services.now().toISOString()
  for (const record of records) {
    const shown = showInitiative(record, frame)
    if (shown.state === 'draft' || shown.state === 'stopped') continue
    await keepReading(call, frame, shown, at)
    await openCorrection(call, frame, record, shown, at)
  }
}

async function keepReading(
  { services, workspaceId }: Call<SteerServices>,
  { snapshotId, asOf }: InitiativeFrame,
  { id, realised, booked, plannedToDate, chance }: ShownInitiative,
  at: string,
): Promise<void> {
  await readings.save(services.store, {
    workspaceId,
    id: `${id}.${snapshotId}`,
    parentId: id,
    author,
    at,
    body: { snapshotId, asOf, at, realised, booked, plannedToDate, chance },
  })
}

async function openCorrection(
  { services, workspaceId }: Call<SteerServices>,
  { snapshotId, asOf }: InitiativeFrame,
  { id }: KeptRecord<KeptInitiative>,
  shown: ShownInitiative,
  at: string,
): Promise<void> {
  const { chance, booked, plannedToDate, corrections: known, correctionOpen } = shown
  if (chance === null || chance >= correctionBelow || correctionOpen) return
  if (known.some((one) => one.snapshotId === snapshotId)) return
  await corrections.save(services.store, {
    workspaceId,
    id: `${id}.${snapshotId}`,
    parentId: id,
    author,
    at,
    expected: 0,
    body: {
      openedAt: at,
      snapshotId,
      asOf,
      chance,
      realised: booked,
      plannedToDate,
      decision: null,
    },
  })
}

const settingOf = (workspaceId: string): string => `initiative-readings.${workspaceId}`

/** After each change of the facts every initiative is read anew. */
export const readingsJob: Job<SteerServices> = {
  name: 'initiatives.readings',
  everySeconds: 60,
  isLong: true,
  canWait: true,
  async run({ services, now, signal }: BackgroundCall<SteerServices>) {
    for (const { id: workspaceId, timeZone } of await listWorkspaces(services.store)) {
      if (signal.aborted) return
      const { id: snapshotId } = await loadSnapshot(services, workspaceId)
      if ((await findSetting(services.store, settingOf(workspaceId))) === snapshotId) continue
      await takeReadings({
        actor: { kind: 'nobody' },
        workspaceId,
        services,
        today: dayIn(timeZone, now),
        signal,
        progress: () => undefined,
      })
      await saveSetting(services.store, settingOf(workspaceId), snapshotId)
    }
  },
}
