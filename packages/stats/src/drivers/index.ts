// What goes most with a score: importance of drivers that go together.

export {
  bootstrapDrivers,
  type BootstrappedImportance,
  type DriverBootstrap,
} from './bootstrap-drivers.ts'
export { blockRows, type DriverBlocks } from './driver-blocks.ts'
export {
  analyseDrivers,
  type DriverAnalysis,
  type DriverImportance,
  type Importance,
} from './driver-importance.ts'
export { nearestCorrelation, type NearestCorrelation } from './nearest-correlation.ts'
export {
  pairwiseCovariance,
  type CovarianceRepair,
  type PairwiseCovariance,
} from './pairwise-covariance.ts'
export { type DriverRows, type PairwiseSums } from './driver-rows.ts'
export { poolPairwiseSums, sumPairwise } from './pairwise-sums.ts'
