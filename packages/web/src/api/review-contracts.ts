import type * as steer from '@fealty/steer/contracts'
import type { Plain, Shape } from './contract-shapes.ts'

type One = typeof steer.reviews.reviewOneOutput
type View = typeof steer.strategies.strategyViewSchema

export interface ReviewQueries {
  'reviews.list': Plain<typeof steer.reviews.reviewListOutput>
  'reviews.one': Shape<typeof steer.reviews.reviewOneInput, One>
  'reviews.export': Shape<
    typeof steer.reviewFiles.exportInput,
    typeof steer.reviewFiles.exportOutput
  >
  'strategies.list': Plain<typeof steer.strategies.strategyListOutput>
  'strategies.one': Shape<typeof steer.strategies.strategyOneInput, View>
  'strategies.history': Shape<
    typeof steer.strategies.strategyOneInput,
    typeof steer.strategies.strategyHistoryOutput
  >
}

export interface ReviewCommands {
  'reviews.prepare': Shape<typeof steer.reviews.reviewOneInput, typeof steer.reviews.prepareOutput>
  'reviews.start': Shape<typeof steer.reviews.startInput, One>
  'reviews.minute': Shape<typeof steer.reviews.minuteInput, One>
  'reviews.close': Shape<typeof steer.reviews.reviewOneInput, One>
  'reviews.save-series': Shape<
    typeof steer.reviews.seriesSaveInput,
    typeof steer.reviews.listedSeries
  >
  'reviews.propose': Shape<
    typeof steer.reviews.decisionSaveInput,
    typeof steer.reviews.listedDecision
  >
  'reviews.decide': Shape<typeof steer.reviews.decideInput, typeof steer.reviews.listedDecision>
  'reviews.promise': Shape<typeof steer.reviews.actionSaveInput, typeof steer.reviews.listedAction>
  'reviews.finish': Shape<typeof steer.reviews.actionDoneInput, typeof steer.reviews.listedAction>
  'strategies.save': Shape<typeof steer.strategies.strategySaveInput, View>
  'strategies.approve': Shape<typeof steer.strategies.strategyApproveInput, View>
  'strategies.acknowledge': Shape<typeof steer.strategies.strategyReadInput, View>
}
