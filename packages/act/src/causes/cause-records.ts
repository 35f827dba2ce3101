import { FealtyError } from '@fealty/core'
import { recordKind, type Store } from '@fealty/store'
import { z } from 'zod'

const bodySchema = z.object({ causes: z.array(z.string()) })

export const causeRecords = recordKind<z.infer<typeof bodySchema>>({
  kind: 'case-causes',
  what: 'catalogue of root causes',
  parse: (body) => bodySchema.parse(body),
})
export const causesId = 'causes'

/** What the program comes with; every company changes it. */
export const firstCauses: readonly string[] = [
  'Fault of the product',
  'Order or delivery',
  'Bill or price',
  'Waiting and reachability',
  'Handling by staff',
  'Unclear information',
  'Promise not kept',
  'Nothing we can change',
]

/** The root causes that a case can be given. */
export async function readCauses(
  store: Store,
  workspaceId: string,
): Promise<{ version: number; causes: string[] }> {
  const record = await causeRecords.find(store, workspaceId, causesId)
  return { version: record?.version ?? 0, causes: record?.body.causes ?? [...firstCauses] }
}

/** The catalogue's own spelling. @throws FealtyError `case.cause` */
export async function requireCause(
  store: Store,
  workspaceId: string,
  cause: string,
): Promise<string> {
  const { causes } = await readCauses(store, workspaceId)
  const known = causes.find((one) => one.toLowerCase() === cause.toLowerCase())
  if (known === undefined) throw new FealtyError('case.cause', { count: causes.length })
  return known
}

/** Each name once, whatever its capitals: the first spelling stays. */
export function distinctCauses(names: readonly string[]): string[] {
  const known = new Map<string, string>()
  for (const name of names) {
    const key = name.toLowerCase()
    if (!known.has(key)) known.set(key, name)
  }
  return [...known.values()]
}
