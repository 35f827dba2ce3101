import type { MeasureServices } from '@fealty/measure'

/** What this room needs: what the rooms before it need, and a clock, which the server gives. */
export interface ListenServices extends MeasureServices {
  now: () => Date
}
