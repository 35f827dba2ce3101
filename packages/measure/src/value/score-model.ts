import type { Call } from '@fealty/core'
import type { z } from 'zod'
import { loadSnapshot } from '../facts/snapshot.ts'
import { openContext } from '../query/measure-context.ts'
import { ensureRollups } from '../rollup/ensure-rollups.ts'
import type { MeasureServices } from '../services.ts'
import type { scoreInput, scoreOutput } from './contract.ts'
import { addCustomerValue } from './customer-value-table.ts'
import { fitScore } from './fit-score.ts'
import { readMeanValue } from './mean-value.ts'
import { keepScoreModel } from './score-store.ts'

/** Fits, keeps the model, writes `customer_value`, and says what came out. */
export async function runScore(
  call: Call<MeasureServices>,
  input: z.output<typeof scoreInput>,
): Promise<z.input<typeof scoreOutput>> {
  const context = await openContext(call, { asOf: input.until, where: [], level: 0.95 })
  call.progress({ text: 'Fitting the model', share: 0.1 })
  const fitted = await fitScore(context, input)
  call.progress({ text: 'Scoring customers', share: 0.6 })
  const { services, signal, today } = call
  const facts = await loadSnapshot(services, call.workspaceId)
  const rolled = await ensureRollups(services, facts)
  const model = await keepScoreModel(services.store, today, facts, fitted)
  const scored = await addCustomerValue(services, rolled, facts, model, signal)
  const { parameters } = model
  const mean = await readMeanValue(services.engine, scored, parameters.relativeModelError, signal)
  return {
    customers: mean.customers,
    model: parameters.family === 'purchases' ? `${parameters.model} with gamma-gamma` : 'sbg',
    modelId: model.id,
    until: model.until,
    horizonDays: parameters.horizonDays,
    rate: parameters.rate,
    basis: parameters.basis,
    holdoutError: parameters.holdoutError,
    meanValue: mean.measured,
    totalValue: mean.total,
    notes: parameters.notes,
  }
}
