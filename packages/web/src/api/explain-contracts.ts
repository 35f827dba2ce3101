import type { benchmarks, privacy, scores, themes, verbatims } from '@fealty/explain/contracts'
import type { z } from 'zod'
import type { Plain, Shape } from './contract-shapes.ts'

type Saved = z.ZodObject<{ id: z.ZodString; version: z.ZodNumber }>

export interface ExplainQueries {
  'themes.read': Shape<typeof themes.themesReadInput, typeof themes.themesReadOutput>
  'themes.list': Plain<typeof themes.themeListOutput>
  'themes.suggest': Shape<typeof themes.suggestInput, typeof themes.suggestOutput>
  'scores.weighted': Shape<typeof scores.weightedInput, typeof scores.weightedOutput>
  'scores.accounts': Shape<typeof scores.accountsInput, typeof scores.accountsOutput>
  'benchmarks.list': Plain<typeof benchmarks.benchmarkListOutput>
  'benchmarks.compare': Shape<typeof benchmarks.compareInput, typeof benchmarks.compareOutput>
  'verbatims.search': Shape<
    typeof verbatims.verbatimSearchInput,
    typeof verbatims.verbatimSearchOutput
  >
  'privacy.erasures': Plain<typeof privacy.erasuresOutput>
}

export interface ExplainCommands {
  'themes.save': Shape<typeof themes.themeSaveInput, Saved>
  'themes.remove': Shape<typeof themes.themeRemoveInput, z.ZodObject>
  'benchmarks.save': Shape<typeof benchmarks.benchmarkSaveInput, Saved>
  'benchmarks.remove': Shape<typeof benchmarks.benchmarkRemoveInput, z.ZodObject>
  'privacy.export': Shape<typeof privacy.personInput, typeof privacy.exportOutput>
  'privacy.erase': Shape<typeof privacy.eraseInput, typeof privacy.eraseOutput>
  'themes.add-defaults': Shape<z.ZodObject, z.ZodObject<{ added: z.ZodNumber }>>
}
