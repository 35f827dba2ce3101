import { randomUUID } from 'node:crypto'
import { defineOperation } from '@fealty/core'
import { listSegments, removeSegment, saveSegment } from '@fealty/store'
import { z } from 'zod'
import { findDimensions, resolveDimension } from '../query/find-dimensions.ts'
import { listImports } from '@fealty/store'
import type { MeasureServices } from '../services.ts'
import { segmentListOutput, segmentSaveInput, segmentSchema, type Segment } from './contract.ts'

/** The saved segments of a workspace. */
export async function readSegments(
  services: Pick<MeasureServices, 'store'>,
  workspaceId: string,
): Promise<Segment[]> {
  const records = await listSegments(services.store, workspaceId)
  return records.map((record) =>
    segmentSchema.parse({ ...(record.definition as object), id: record.id, name: record.name }),
  )
}

export const segmentsListOperation = defineOperation<
  MeasureServices,
  z.ZodObject,
  typeof segmentListOutput
>({
  id: 'segments.list',
  summary: 'Saved segments with their conditions',
  kind: 'query',
  input: z.object({}),
  output: segmentListOutput,
  errors: [],
  access: 'member',
  run: async (call) => ({ segments: await readSegments(call.services, call.workspaceId) }),
})

export const segmentsSaveOperation = defineOperation<
  MeasureServices,
  typeof segmentSaveInput,
  typeof segmentSchema
>({
  id: 'segments.save',
  summary: 'Save a segment: a name and the conditions that its customers meet',
  kind: 'command',
  input: segmentSaveInput,
  output: segmentSchema,
  errors: ['input.dimension', 'record.exists', 'record.not-found'],
  access: ['owner', 'analyst'],
  run: async (call, input) => {
    const dimensions = findDimensions(await listImports(call.services.store, call.workspaceId))
    const conditions = input.conditions.map((condition) => ({
      ...condition,
      dimension: resolveDimension(condition.dimension, dimensions, {}).name,
    }))
    const id = input.id ?? randomUUID()
    await saveSegment(call.services.store, {
      id,
      workspaceId: call.workspaceId,
      name: input.name,
      definition: { conditions },
      createdAt: call.today,
      updatedAt: call.today,
    })
    return { id, name: input.name, conditions }
  },
})

export const segmentsRemoveOperation = defineOperation({
  id: 'segments.remove',
  summary: 'Remove a saved segment',
  kind: 'command',
  input: z.object({ id: z.string() }),
  output: z.object({ removed: z.boolean() }),
  errors: ['record.not-found'],
  access: ['owner', 'analyst'],
  run: async (call: { services: MeasureServices; workspaceId: string }, input) => {
    await removeSegment(call.services.store, call.workspaceId, input.id)
    return { removed: true }
  },
})
