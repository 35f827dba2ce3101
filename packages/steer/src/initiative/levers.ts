import { recordKind, type Store } from '@fealty/store'
import { z } from 'zod'

export const leverSchema = z.object({
  name: z.string().trim().min(1).max(120),
  /** The question that it asks of an initiative. */
  question: z.string().trim().max(500).default(''),
  /** Where it fits and where it does not, in the company's own words. */
  fit: z.string().trim().max(1000).default(''),
})
export type Lever = z.infer<typeof leverSchema>

/** Levers that the company has renamed, described or added. */
export const levers = recordKind<Lever>({
  kind: 'lever',
  what: 'lever',
  parse: (body) => leverSchema.parse(body),
})

/**
 * A working set of seven ways in which customers come to bring more value. It is ours and a start:
 * a company edits it, because which lever fits hangs on its place in the value chain, its industry
 * and the segment.
 */
const workingLevers: readonly (Lever & { id: string })[] = [
  {
    id: 'acquire-better-fit',
    name: 'Acquire better-fitting customers',
    question: 'Who stays and pays, and how do more of them come?',
    fit: 'Where value differs much between customers and can be told before they join.',
  },
  {
    id: 'retain-longer',
    name: 'Retain longer',
    question: 'Who leaves that was worth keeping, and why?',
    fit: 'Where leaving is a decision that something you do can change.',
  },
  {
    id: 'grow-share-of-wallet',
    name: 'Grow the share of wallet',
    question: 'What do they buy elsewhere that they could buy here?',
    fit: 'Where the range is wide and the need is known.',
  },
  {
    id: 'price-and-mix',
    name: 'Realise price and mix',
    question: 'Who pays less than the value they get?',
    fit: 'Where service levels differ and customers can choose.',
  },
  {
    id: 'lower-cost-to-acquire',
    name: 'Lower the cost to acquire',
    question: 'Which ways in cost more than they bring?',
    fit: 'Where several channels compete for the same customer.',
  },
  {
    id: 'lower-cost-to-serve',
    name: 'Lower the cost to serve',
    question: 'Which contacts would nobody miss?',
    fit: 'Where contacts are frequent and can move to another channel.',
  },
  {
    id: 'redirect-value-destroyers',
    name: 'Redirect or let go of what destroys value',
    question: 'Who costs more than they bring, and what would change that?',
    fit: 'Where terms can be set by segment, fairly and in the open.',
  },
]

/** The catalogue: the working set, each replaced by the company's own words, then its own levers. */
export async function readLevers(
  store: Store,
  workspaceId: string,
): Promise<(Lever & { id: string; version: number })[]> {
  const own = new Map((await levers.list(store, workspaceId)).map((one) => [one.id, one]))
  const known = workingLevers.map(({ id, ...lever }) => {
    const changed = own.get(id)
    own.delete(id)
    return changed
      ? { ...changed.body, id, version: changed.version }
      : { ...lever, id, version: 0 }
  })
  return [...known, ...[...own.values()].map(({ id, version, body }) => ({ ...body, id, version }))]
}
