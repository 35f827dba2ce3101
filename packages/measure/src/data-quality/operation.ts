import { defineOperation } from '@fealty/core'
import { z } from 'zod'
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
  run: (call) => readQuality(call.services, call.workspaceId, call.today, call.signal),
})
