import { defineOperation, type AnyOperation, type Call } from '@fealty/core'
import type { ExplainServices } from '../services.ts'
import { verbatimSearchInput, verbatimSearchOutput } from './contract.ts'
import { searchVerbatims } from './search-verbatims.ts'

const search = defineOperation({
  id: 'verbatims.search',
  summary: 'What customers wrote: by words, theme, sentiment, score, segment and period',
  kind: 'query',
  input: verbatimSearchInput,
  output: verbatimSearchOutput,
  errors: ['input.dimension', 'input.invalid', 'engine.time'],
  access: ['owner', 'analyst', 'manager', 'agent'],
  run: (call: Call<ExplainServices>, input) => searchVerbatims(call, input),
})

export const verbatimsOperations: readonly AnyOperation<ExplainServices>[] = [search]
