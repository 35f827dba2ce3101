/** Holds a folder until it is killed; the test of the lock starts it. */
import { holdFolder } from '../folder-lock.ts'

const [folder, mode] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: folder-holder FOLDER MODE')
const release = holdFolder(folder, mode === 'alone' ? 'alone' : 'shared')
process.stdout.write(release ? 'held\n' : 'refused\n')
setInterval(() => undefined, 60_000)
