import { defineOperation } from '@fealty/core'
import { keepAnswer } from '../query/keep-answer.ts'
import { openContext } from '../query/measure-context.ts'
import type { MeasureServices } from '../services.ts'
import {
  fitInput,
  fitOutput,
  scoreInput,
  scoreOutput,
  valuePageInput,
  valuePageOutput,
  whaleInput,
  whaleOutput,
} from './contract.ts'
import { customerScope } from './customer-scope.ts'
import { fitModel } from './fit-model.ts'
import { currencyPlaces, moneyText } from './money.ts'
import { runScore } from './score-model.ts'
import { readValuePage } from './value-page.ts'
import { chooseBasis, readWhaleCurve } from './read-whale.ts'

const level = 0.95

/** Fits a customer-base model; it changes nothing. */
const valueFitOperation = defineOperation<MeasureServices, typeof fitInput, typeof fitOutput>({
  id: 'value.fit',
  summary: 'Fit a model of how customers buy, spend or stay, straight from grouped counts',
  kind: 'query',
  input: fitInput,
  output: fitOutput,
  errors: ['data.none', 'value.unfit', 'engine.time', 'engine.memory'],
  access: ['owner', 'analyst'],
  run: async (call, input) => fitModel(await openContext(call, { where: [], level }), input),
})

/** Fits and writes a value for every customer, which segments and lists then use. */
const valueScoreOperation = defineOperation<MeasureServices, typeof scoreInput, typeof scoreOutput>(
  {
    id: 'value.score',
    summary: 'Give every customer an expected value, and keep it as a table to cut by',
    kind: 'command',
    input: scoreInput,
    output: scoreOutput,
    errors: ['data.none', 'value.unfit', 'engine.time', 'engine.memory'],
    access: ['owner', 'analyst'],
    run: runScore,
  },
)

const valueWhaleOperation = defineOperation<MeasureServices, typeof whaleInput, typeof whaleOutput>(
  {
    id: 'value.whale',
    summary: 'The whale curve: what share of profit or revenue the best customers hold',
    kind: 'query',
    input: whaleInput,
    output: whaleOutput,
    errors: ['input.dimension', 'input.invalid', 'engine.time', 'engine.memory'],
    access: 'member',
    run: async (call, input) => {
      const context = await openContext(call, { asOf: input.asOf, where: input.where, level })
      const basis = input.basis ?? (await chooseBasis(context, context.asOf))
      const days = { until: context.asOf, from: input.from }
      const curve = await readWhaleCurve(context, days, basis, customerScope(context))
      const { customers, negative, peak, share } = curve
      const total = moneyText(curve.total, currencyPlaces(context.workspace.currency))
      return { basis, customers, total, negative, peak, share }
    },
  },
)

const valuePageOperation = defineOperation<
  MeasureServices,
  typeof valuePageInput,
  typeof valuePageOutput
>({
  id: 'value.page',
  summary: 'The value page: whale curve, bands and their migration, RFM grid, expected value',
  kind: 'query',
  input: valuePageInput,
  output: valuePageOutput,
  errors: ['input.dimension', 'input.invalid', 'engine.time', 'engine.memory'],
  access: 'member',
  run: async (call, input) => {
    const context = await openContext(call, { ...input, level })
    return keepAnswer(context, 'value.page', input, () => readValuePage(context))
  },
})

/** The operations of this slice. */
export const valueOperations = [
  valueFitOperation,
  valueScoreOperation,
  valueWhaleOperation,
  valuePageOperation,
] as const
