import type { Job } from '@fealty/core'
import { isLanding, mergeLandings } from '@fealty/measure'
import { listImports, listWorkspaces, noteMerged, type ImportRecord } from '@fealty/store'
import type { ListenServices } from '../services.ts'
import { landingName } from './land-answers.ts'

/** So many segments of a size become one of the next size. */
const segmentsOfSize = 8
/** Larger segments stay as they are. */
const largestPart = 50_000

/**
 * Keeps the number of segments small: eight of about one size become one, so that n answers lie in
 * about n / 50,000 segments and a few dozen small ones, and each answer is written a few times at most.
 */
export const mergeJob: Job<ListenServices> = {
  name: 'answers.merge',
  everySeconds: 300,
  async run({ services, now, signal }) {
    for (const { id } of await listWorkspaces(services.store)) {
      if (!signal.aborted) await mergeAnswers(services, id, now)
    }
  },
}

/** Invitations without answer stay by themselves: they are not written anew from the answers. */
const isOfAnswers = (record: ImportRecord): boolean =>
  isLanding(record) && record.files[0]?.name === landingName

/** Merges what has become many. Gives how many segments went into others. */
async function mergeAnswers(
  services: ListenServices,
  workspaceId: string,
  at: Date,
): Promise<number> {
  let merged = 0
  for (;;) {
    const parts = chooseParts((await listImports(services.store, workspaceId)).filter(isOfAnswers))
    if (parts.length === 0) return merged
    const ids = parts.map(({ id }) => id)
    const landing = {
      workspaceId,
      kind: 'responses' as const,
      name: landingName,
      at,
      note: async (store: ListenServices['store'], importId: string | null) => {
        if (importId !== null) await noteMerged(store, workspaceId, ids, importId)
      },
    }
    if ((await mergeLandings(services, landing, parts)) === null) return merged
    merged += parts.length
  }
}

/** The oldest eight of the smallest size that has as many; none when no size has. */
export function chooseParts<T extends Pick<ImportRecord, 'kept'>>(landings: readonly T[]): T[] {
  const bySize = new Map<number, T[]>()
  for (const landing of landings) {
    if (landing.kept > largestPart) continue
    const size = Math.floor(Math.log(Math.max(1, landing.kept)) / Math.log(segmentsOfSize))
    bySize.set(size, [...(bySize.get(size) ?? []), landing])
  }
  const sizes = [...bySize.keys()].sort((one, other) => one - other)
  const full = sizes.find((size) => bySize.get(size)!.length >= segmentsOfSize)
  return full === undefined ? [] : bySize.get(full)!.slice(0, segmentsOfSize)
}
