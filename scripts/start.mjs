/**
 * `npm start`: installs and builds what is missing, then starts Fealty with the demo company on
 * http://localhost:4300. Words after `--` go to `fealty start`: npm start -- --data DIR --port N
 */
import { ensureBuilt, ensureInstalled, runProgram } from './setup.mjs'

ensureInstalled()
await ensureBuilt(['program', 'web'])
await runProgram(['start', '--demo', '--port', '4300', ...process.argv.slice(2)])
