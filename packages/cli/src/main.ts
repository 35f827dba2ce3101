import { FealtyError } from '@fealty/core'
import { exitCodeOf, print, type Command } from './command.ts'
import { dataCommand } from './commands/data.ts'
import { engineMoveCommand } from './commands/engine.ts'
import { importCommand } from './commands/import.ts'
import { measureCommand } from './commands/measure.ts'
import { initiativesCommand } from './commands/initiatives.ts'
import { metricsCommand } from './commands/metrics.ts'
import { operationCommands } from './commands/operation.ts'
import { reviewCommand } from './commands/review.ts'
import { segmentsCommand } from './commands/segments.ts'
import {
  sourceAddCommand,
  sourceCheckCommand,
  sourceListCommand,
  sourceRemoveCommand,
} from './commands/source.ts'
import { startCommand } from './commands/start.ts'
import { targetsCommand } from './commands/targets.ts'
import { valueCommand } from './commands/value.ts'
import { commandHelp, programHelp } from './help.ts'
import { readOptions } from './read-options.ts'
import { WrongCall } from './wrong-call.ts'

/** Written by hand and stable; whatever else there is comes from the operations. */
const commands = new Map<string, Command>([
  ['start', startCommand],
  ['import', importCommand],
  ['measure', measureCommand],
  ['value', valueCommand],
  ['metrics', metricsCommand],
  ['initiatives', initiativesCommand],
  ['segments', segmentsCommand],
  ['targets', targetsCommand],
  ['review', reviewCommand],
  ['data', dataCommand],
  ['engine move', engineMoveCommand],
  ['source add', sourceAddCommand],
  ['source list', sourceListCommand],
  ['source check', sourceCheckCommand],
  ['source remove', sourceRemoveCommand],
])

/** The command that the words name, and the words after it. */
function findCommand(args: readonly string[]): { command: Command; rest: readonly string[] } {
  const [first = '', second = ''] = args
  const byHand = commands.get(first)
  const isOwnWord = first === 'value' && ['fit', 'score', 'whale'].includes(second)
  const two = commands.get(`${first} ${second}`)
  if (two) return { command: two, rest: args.slice(2) }
  const made = isOwnWord ? undefined : operationCommands().get(`${first} ${second}`)
  if (made && first !== 'import') return { command: made, rest: args.slice(2) }
  if (byHand) return { command: byHand, rest: args.slice(1) }
  throw new WrongCall(`There is no command ${first}. \`fealty --help\` lists them.`)
}

async function main(args: readonly string[]): Promise<void> {
  const [first] = args
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    print(programHelp(commands, operationCommands()))
    return
  }
  const { command, rest } = findCommand(args)
  if (rest.includes('--help') || rest.includes('-h')) {
    print(commandHelp(command))
    return
  }
  await command.run(readOptions(rest, command.options))
}

/** One clear line; the exit code says whose fault it was. */
function fail(error: unknown): void {
  if (error instanceof WrongCall) {
    process.exitCode = 2
    process.stderr.write(`fealty: ${error.message}\n`)
  } else if (error instanceof FealtyError) {
    process.exitCode = exitCodeOf(error)
    process.stderr.write(`fealty: ${error.message}\n`)
  } else {
    process.exitCode = 1
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`fealty: something went wrong inside.\n${text}\n`)
  }
}

// A reader that has seen enough (`fealty … | head`) closes the pipe; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await main(process.argv.slice(2))
} catch (error) {
  fail(error)
}
