import { dayIn, type Call } from '@fealty/core'
import { readWorkspace } from '@fealty/store'
import type { ActServices } from './services.ts'

/** What acts where nobody does: rules and the clock. */
export const programActor = 'program'

/** A call by which the program itself asks measures, for the whole workspace. */
export async function callOfProgram(
  { services, signal }: { services: ActServices; signal: AbortSignal },
  workspaceId: string,
): Promise<Call<ActServices>> {
  const { timeZone } = await readWorkspace(services.store, workspaceId)
  return {
    actor: { kind: 'terminal', id: programActor, workspaceId, role: 'owner', units: [] },
    workspaceId,
    services,
    today: dayIn(timeZone, services.now()),
    signal,
    progress: () => undefined,
  }
}
