import { authorOf, defineOperation, type Call } from '@fealty/core'
import { z } from 'zod'
import type { SteerServices } from '../services.ts'
import { levers, leverSchema, readLevers } from './levers.ts'

type SteerCall = Call<SteerServices>

export const leverOutput = z.object({
  levers: z.array(leverSchema.extend({ id: z.string(), version: z.number() })),
})
export const leverInput = leverSchema.extend({
  /** Its key: one of the catalogue, or a new one. */
  lever: z.string().min(1).max(64),
  /** The version that was changed; 0 for one that is new or has only our words. */
  expected: z.number().int().min(0).optional(),
})

const listLevers = defineOperation({
  id: 'levers.list',
  summary: 'The levers by which customers come to bring more value; a working set that you edit',
  kind: 'query',
  input: z.object({}),
  output: leverOutput,
  errors: [],
  access: 'member',
  run: async ({ services, workspaceId }: SteerCall) => ({
    levers: await readLevers(services.store, workspaceId),
  }),
})

const saveLever = defineOperation({
  id: 'levers.save',
  summary: 'Rename, describe or add a lever',
  kind: 'command',
  input: leverInput,
  output: leverOutput,
  errors: ['record.changed', 'record.exists'],
  access: ['owner', 'analyst'],
  async run(call: SteerCall, { lever: id, expected, ...lever }) {
    const { services, workspaceId } = call
    await levers.save(services.store, {
      workspaceId,
      id,
      name: lever.name,
      author: authorOf(call.actor),
      at: services.now().toISOString(),
      body: lever,
      ...(expected === undefined ? {} : { expected }),
    })
    return { levers: await readLevers(services.store, workspaceId) }
  },
})

export const leverOperations = [listLevers, saveLever]
