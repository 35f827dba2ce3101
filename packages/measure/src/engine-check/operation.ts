import { defineOperation } from '@fealty/core'
import { checkConformance } from '@fealty/engine'
import { z } from 'zod'
import type { MeasureServices } from '../services.ts'
import { engineCheckOutput } from './contract.ts'

export const engineCheckOperation = defineOperation<
  MeasureServices,
  z.ZodObject,
  typeof engineCheckOutput
>({
  id: 'engine.check',
  summary: 'What engine answers, and whether it passes every conformance case',
  kind: 'query',
  input: z.object({}),
  output: engineCheckOutput,
  errors: ['engine.unavailable', 'engine.unreachable', 'engine.sign-in', 'engine.not-allowed'],
  access: ['owner'],
  async run({ services: { engine } }) {
    const description = await engine.describe()
    const { passed, failed, failures } = await checkConformance(engine)
    return { ...description, cases: { passed, failed }, failures }
  },
})
