import { writeResponses, type Store } from '@fealty/store'
import { createWriter, type AnswerWriter } from './writer.ts'

/** One for each store, so that all sheets share its commits. */
const opened = new WeakMap<object, AnswerWriter>()

/** The writer of a store; whoever opens it again gets the same. */
export function openAnswerWriter(store: Store): AnswerWriter {
  const known = opened.get(store.db)
  if (known) return known
  const writer = createWriter((sheets) => writeResponses(store, sheets))
  opened.set(store.db, writer)
  return writer
}
