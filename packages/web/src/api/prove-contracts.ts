import type * as prove from '@fealty/prove/contracts'
import type * as steer from '@fealty/steer/contracts'
import type { Plain, Shape } from './contract-shapes.ts'

type Initiative = typeof steer.initiative.shownInitiativeSchema

export interface ProveQueries {
  'experiments.list': Plain<typeof prove.experimentListOutput>
  'experiments.one': Shape<typeof prove.experimentIdInput, typeof prove.experimentOneOutput>
  'experiments.plan': Shape<typeof prove.planInput, typeof prove.planOutput>
  'initiatives.list': Plain<typeof steer.initiative.initiativeListOutput>
  'initiatives.one': Shape<typeof steer.initiative.initiativeIdInput, Initiative>
  'levers.list': Plain<typeof steer.leverOutput>
  'initiatives.ledger': Plain<typeof steer.ledgerOutput>
}

export interface ProveCommands {
  'levers.save': Shape<typeof steer.leverInput, typeof steer.leverOutput>
  'experiments.save': Shape<typeof prove.experimentSaveInput, typeof prove.shownExperimentSchema>
  'initiatives.save': Shape<typeof steer.initiative.initiativeSaveInput, Initiative>
  'initiatives.book-cost': Shape<typeof steer.initiative.bookCostInput, Initiative>
  'initiatives.correct': Shape<typeof steer.initiative.correctInput, Initiative>
  'initiatives.approve-metric': Shape<typeof steer.initiative.approveMetricInput, Initiative>
}
