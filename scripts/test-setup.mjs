/** Runs once before the tests: builds the child processes and tells the tests where they are. */
import { buildTestChildren } from './build.mjs'

export default async function setup() {
  process.env.FEALTY_CHILDREN = await buildTestChildren()
}
