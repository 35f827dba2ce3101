import { FealtyError } from '@fealty/core'
import type { Connection, Progress } from './connection-type.ts'
import { dataFolderOf, openConnection } from './connection.ts'
import type { GivenOptions, OptionList } from './read-options.ts'

/** A command of the terminal. */
export interface Command {
  /** The words that call it, with their arguments in capitals. */
  usage: string
  summary: string
  /** More lines of help. */
  details?: string
  options: OptionList
  run(given: GivenOptions): Promise<void>
}

export const dataOption: OptionList = {
  data: { value: 'DIR', meaning: 'Data folder (else FEALTY_DATA, else ./fealty-data)' },
}
export const jsonOption: OptionList = {
  json: { meaning: 'Print JSON for programs' },
}

/** Opens the data folder, does the work, and closes it again. */
export async function withConnection<T>(
  given: GivenOptions,
  work: (connection: Connection) => Promise<T>,
  create = false,
): Promise<T> {
  const connection = await openConnection(dataFolderOf(given.text('data')), create)
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

/** Leaves out what was not given. */
export function givenOnly(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )
}

export function print(text: string): void {
  process.stdout.write(text)
}

export function printJson(value: unknown): void {
  print(`${JSON.stringify(value, null, 2)}\n`)
}

/** Shows progress on one line of the terminal; says nothing where no person looks. */
export function terminalProgress(): { progress: Progress; end: () => void } {
  const isPerson = process.stderr.isTTY
  let shown = false
  return {
    progress({ text, share }) {
      if (!isPerson) return
      shown = true
      const percent = share === undefined ? '' : ` ${Math.round(share * 100)} %`
      process.stderr.write(`\r\u001b[2K${text}${percent}`)
    },
    end() {
      if (shown) process.stderr.write('\r\u001b[2K')
    },
  }
}

/** Exit code for an error: 2 when the call was wrong, 1 when the program could not do it. */
export function exitCodeOf(error: FealtyError): 1 | 2 {
  return error.status < 500 ? 2 : 1
}
