import { perStore, writeResponses } from '@fealty/store'
import { createWriter } from './writer.ts'

/** The writer of a store: one for all, so that the sheets share its commits. */
export const openAnswerWriter = perStore((store) =>
  createWriter((sheets) => writeResponses(store, sheets)),
)
