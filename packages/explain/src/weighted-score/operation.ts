import { defineOperation, type AnyOperation, type Call } from '@fealty/core'
import type { ExplainServices } from '../services.ts'
import { accountsInput, accountsOutput, weightedInput, weightedOutput } from './contract.ts'
import { measureAccounts } from './measure-accounts.ts'
import { measureWeighted } from './measure-weighted.ts'

type ScoresCall = Call<ExplainServices>

const weighted = defineOperation({
  id: 'scores.weighted',
  summary: 'A score as answered and weighted to the customer base, with the response rate',
  kind: 'query',
  input: weightedInput,
  output: weightedOutput,
  errors: ['input.dimension', 'input.invalid', 'input.too-many-groups', 'engine.time'],
  access: 'member',
  run: (call: ScoresCall, input) => measureWeighted(call, input),
})

const accounts = defineOperation({
  id: 'scores.accounts',
  summary:
    'Accounts by the answers of their customers, those that buy and are silent, NPS by revenue',
  kind: 'query',
  input: accountsInput,
  output: accountsOutput,
  errors: ['input.dimension', 'input.invalid', 'engine.time'],
  access: 'member',
  run: (call: ScoresCall, input) => measureAccounts(call, input),
})

export const scoresOperations: readonly AnyOperation<ExplainServices>[] = [weighted, accounts]
