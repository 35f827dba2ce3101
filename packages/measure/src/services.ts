import type { Engine, Row } from '@fealty/engine'
import type { Store } from '@fealty/store'

/** What the measure room needs of the rooms below it. */
export interface MeasureServices {
  engine: Engine
  store: Store
  /** Absolute path of the data folder. */
  dataFolder: string
  /**
   * Set by who compares two engines: what is computed is kept here and not in the store, and nothing
   * that an engine gave before stands for an answer.
   */
  ownRows?: Map<string, readonly Row[]> | undefined
}
