/** Runs once before the tests: builds the child processes and tells the tests where they are. */
import { buildChildren, distFolder } from './build.mjs'

export default async function setup() {
  await buildChildren()
  process.env.FEALTY_CHILDREN = distFolder
}
