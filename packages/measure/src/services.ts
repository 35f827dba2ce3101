import type { Engine } from '@fealty/engine'
import type { Store } from '@fealty/store'

/** What the measure room needs of the rooms below it. */
export interface MeasureServices {
  engine: Engine
  store: Store
  /** Absolute path of the data folder. */
  dataFolder: string
}
