import { recordKind, type Store } from '@fealty/store'
import type { z } from 'zod'
import {
  hypothesisSchema,
  objectiveSchema,
  perspectivesSchema,
  type Hypothesis,
  type Objective,
  type Perspective,
} from './contract.ts'

export const objectiveRecords = recordKind<Objective>({
  kind: 'objective',
  what: 'objective',
  parse: (body) => objectiveSchema.parse(body),
})

export const hypothesisRecords = recordKind<Hypothesis>({
  kind: 'hypothesis',
  what: 'arrow of the map',
  parse: (body) => hypothesisSchema.parse(body),
})

/** One record a workspace holds the names. */
export const perspectivesId = 'perspectives'

export const perspectiveRecords = recordKind<z.infer<typeof perspectivesSchema>>({
  kind: 'perspectives',
  what: 'names of the perspectives',
  parse: (body) => perspectivesSchema.parse(body),
})

/** The names of Kaplan and Norton; a workspace may have its own. */
const usualPerspectives: readonly Perspective[] = [
  { id: 'financial', name: 'Financial' },
  { id: 'customer', name: 'Customers' },
  { id: 'internal', name: 'Internal processes' },
  { id: 'learning', name: 'Learning and growth' },
]

/** The four perspectives as the workspace calls them. */
export async function readPerspectives(store: Store, workspaceId: string): Promise<Perspective[]> {
  const record = await perspectiveRecords.find(store, workspaceId, perspectivesId)
  return usualPerspectives.map(
    (usual) => record?.body.perspectives.find(({ id }) => id === usual.id) ?? usual,
  )
}
