import type { Egress } from '@fealty/core'
import type { MeasureServices } from '@fealty/measure'
import type { Mailer } from './mail.ts'

/** What this room needs: what the rooms before it need, and a clock, which the server gives. */
export interface ListenServices extends MeasureServices {
  now: () => Date
}

/** What reaches customers and other programs needs beside that; the server gives it. */
export interface OutsideServices extends ListenServices {
  egress: Egress
  mailer: Mailer
  /** Where customers reach this installation, without a slash at the end; never read from a request. */
  publicUrl: string
}
