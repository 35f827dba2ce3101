import type { Answer, Commands } from '../../api/contracts.ts'

type Series = Answer<'reviews.list'>['series'][number]
type Input = Commands['reviews.save-series']['input']

/** A series of reviews as it stands in its form: what is typed is text. */
export interface SeriesDraft {
  name: string
  /** One role a line. */
  members: string
  chair: string
  quorum: string
  cadenceDays: string
  metric: Series['metric']
  every: Series['every']
  unitIds: readonly string[]
  /** Empty for the newest comparable one. */
  benchmarkId: string
  /** Day of the first review; only a new series has it. */
  first: string
}

export function draftOf(series?: Series): SeriesDraft {
  return {
    name: series?.name ?? '',
    members: series?.members.join('\n') ?? '',
    chair: series?.chair ?? '',
    quorum: String(series?.quorum ?? 3),
    cadenceDays: String(series?.cadenceDays ?? 14),
    metric: series?.metric ?? 'nps',
    every: series?.every ?? 'quarter',
    unitIds: series?.unitIds ?? [],
    benchmarkId: series?.benchmarkId ?? '',
    first: '',
  }
}

/** The roles of the form: each once, without empty lines. */
export function membersOf({ members }: Pick<SeriesDraft, 'members'>): string[] {
  const roles = members.split('\n').map((role) => role.trim())
  return [...new Map(roles.map((role) => [role.toLowerCase(), role])).values()].filter(
    (role) => role !== '',
  )
}

/** The chair: the one that was chosen, or else the first member. */
export function chairOf(draft: Pick<SeriesDraft, 'members' | 'chair'>): string {
  const members = membersOf(draft)
  return members.includes(draft.chair) ? draft.chair : (members[0] ?? '')
}

const wholeNumber = (text: string): number | null =>
  /^\d+$/.test(text.trim()) ? Number(text) : null

/** What is to be saved, or what is still wrong, in words; nothing where it is only not begun. */
export function buildSeries(draft: SeriesDraft, series?: Series): Input | { problem: string } {
  const members = membersOf(draft)
  const quorum = wholeNumber(draft.quorum)
  const cadenceDays = wholeNumber(draft.cadenceDays)
  if (draft.name.trim() === '' || members.length === 0) return { problem: '' }
  if (quorum === null || quorum < 1) return { problem: 'The quorum is a whole number of members.' }
  if (quorum > members.length) {
    return { problem: `A quorum of ${quorum} is more than the ${members.length} members.` }
  }
  if (cadenceDays === null || cadenceDays < 1 || cadenceDays > 366) {
    return { problem: 'The cadence is 1 to 366 days.' }
  }
  const { metric, every, unitIds, benchmarkId, first } = draft
  return {
    ...(series ? { id: series.id, expected: series.version } : {}),
    name: draft.name.trim(),
    chair: chairOf(draft),
    members,
    quorum,
    cadenceDays,
    metric,
    every,
    unitIds: [...unitIds],
    benchmarkId: benchmarkId === '' ? null : benchmarkId,
    agenda: series?.agenda ?? [],
    ...(series || first === '' ? {} : { first }),
  }
}
