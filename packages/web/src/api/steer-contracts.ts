import type * as steer from '@fealty/steer/contracts'
import type { Plain, Shape } from './contract-shapes.ts'

export interface SteerQueries {
  'allocation.read': Shape<
    typeof steer.allocation.allocationReadInput,
    typeof steer.allocation.allocationReadOutput
  >
  'claims.list': Plain<typeof steer.claims.claimListOutput>
  'claims.check': Shape<typeof steer.claims.claimCheckInput, typeof steer.claims.claimCheckOutput>
  'goals.tree': Plain<typeof steer.goal.goalTreeOutput>
  'kpis.library': Shape<typeof steer.kpi.libraryInput, typeof steer.kpi.libraryOutput>
  'kpis.list': Plain<typeof steer.kpi.kpiListOutput>
  'kpis.history': Shape<typeof steer.kpi.oneKpiInput, typeof steer.kpi.kpiHistoryOutput>
  'situation.read': Plain<typeof steer.situation.situationReadOutput>
  'situation.history': Shape<
    typeof steer.situation.situationHistoryInput,
    typeof steer.situation.situationHistoryOutput
  >
  'strategy.map': Plain<typeof steer.strategy.strategyMapOutput>
  'targets.list': Shape<typeof steer.target.targetListInput, typeof steer.target.targetListOutput>
  'targets.one': Shape<typeof steer.target.oneTargetInput, typeof steer.target.targetOneOutput>
}

export interface SteerCommands {
  'allocation.save': Shape<
    typeof steer.allocation.allocationSaveInput,
    typeof steer.allocation.allocationSaveOutput
  >
  'claims.save': Shape<typeof steer.claims.claimSaveInput, typeof steer.claims.listedClaimSchema>
  'goals.save': Shape<typeof steer.goal.goalSaveInput, typeof steer.goal.goalSaveOutput>
  'questions.save': Shape<typeof steer.goal.questionSaveInput, typeof steer.goal.questionSaveOutput>
  'kpis.save': Shape<typeof steer.kpi.kpiSaveInput, typeof steer.kpi.kpiSaveOutput>
  'kpis.enter-value': Shape<typeof steer.kpi.manualValueSchema, typeof steer.kpi.enteredValueOutput>
  'kpis.change-value': Shape<typeof steer.kpi.changeValueInput, typeof steer.kpi.changedValueOutput>
  'targets.save': Shape<typeof steer.target.targetSaveInput, typeof steer.target.targetSaveOutput>
  'situation.save': Shape<
    typeof steer.situation.situationSaveInput,
    typeof steer.situation.situationSaveOutput
  >
  'situation.remove': Shape<
    typeof steer.situation.situationRemoveInput,
    typeof steer.situation.situationRemoveOutput
  >
  'situation.review': Shape<
    typeof steer.situation.situationReviewInput,
    typeof steer.situation.reviewSchema
  >
  'strategy.save-objective': Shape<
    typeof steer.strategy.objectiveSaveInput,
    typeof steer.strategy.objectiveSaveOutput
  >
  'strategy.save-hypothesis': Shape<
    typeof steer.strategy.hypothesisSaveInput,
    typeof steer.strategy.hypothesisSaveOutput
  >
  'strategy.name-perspectives': Shape<
    typeof steer.strategy.perspectivesSchema,
    typeof steer.strategy.perspectivesSchema
  >
}
