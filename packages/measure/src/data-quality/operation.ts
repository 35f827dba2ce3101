import { defineOperation } from '@fealty/core'
import { z } from 'zod'
import { keepLast } from '../query/keep-answer.ts'
import { openContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import { overviewOutput, qualityOutput } from './contract.ts'
import { readOverview } from './read-overview.ts'
import { readQuality } from './read-quality.ts'

export const dataOverviewOperation = defineOperation<
  MeasureServices,
  z.ZodObject,
  typeof overviewOutput
>({
  id: 'data.overview',
  summary: 'What is loaded: kinds of facts, their days and columns, and every import',
  kind: 'query',
  input: z.object({}),
  output: overviewOutput,
  errors: [],
  access: 'member',
  run: (call) => readOverview(call.services, call.workspaceId),
})

export const dataQualityOperation = defineOperation<
  MeasureServices,
  z.ZodObject,
  typeof qualityOutput
>({
  id: 'data.quality',
  summary: 'How good the loaded facts are: coverage, freshness, gaps, missing partners',
  kind: 'query',
  input: z.object({}),
  output: qualityOutput,
  errors: ['engine.unavailable', 'engine.memory', 'engine.time'],
  access: 'member',
  async run(call) {
    const { services, workspaceId, today, signal } = call
    const context = await openContext(call, { where: [], level: 0.95 })
    return keepLast(context, 'data.quality', {}, () =>
      readQuality(services, workspaceId, today, signal),
    )
  },
})
