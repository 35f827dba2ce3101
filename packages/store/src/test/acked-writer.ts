/** Writes without end and says each accepted write; the durability test kills it. */
import { addWorkspace } from '../workspaces.ts'
import { openStore } from '../open-store.ts'

const [folder, round] = process.argv.slice(2)
if (folder === undefined || round === undefined) throw new Error('usage: acked-writer FOLDER ROUND')
const store = await openStore({ folder })
for (let number = 0; ; number += 1) {
  const id = `${round}-${number}`
  await addWorkspace(store, {
    id,
    name: id,
    timeZone: 'UTC',
    currency: 'EUR',
    fiscalYearStartMonth: 1,
    settings: {},
    createdAt: new Date().toISOString(),
  })
  // A whole line at once, after the commit: what the parent has read was accepted.
  process.stdout.write(`${id}\n`)
}
