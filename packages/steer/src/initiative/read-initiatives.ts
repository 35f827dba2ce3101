import type { Call } from '@fealty/core'
import type { SteerServices } from '../services.ts'
import type { ShownInitiative } from './contract.ts'
import { openFrame, readOwnInitiatives } from './initiative-frame.ts'
import { showInitiative } from './show-initiative.ts'

/** All initiatives the caller may see, with what they have earned; page, review and target read this. */
export async function showOwnInitiatives(call: Call<SteerServices>): Promise<ShownInitiative[]> {
  const frame = await openFrame(call)
  return (await readOwnInitiatives(call, frame.units)).map((record) =>
    showInitiative(record, frame),
  )
}
