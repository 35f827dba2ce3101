import {
  dataOption,
  jsonOption,
  print,
  printJson,
  withConnection,
  type Command,
} from './command.ts'

interface Listing<Answer> {
  usage: string
  summary: string
  /** The operation that answers; it takes no input. */
  operation: string
  /** What `--json` prints: the answer as it is, unless told. */
  toJson?: (answer: Answer) => unknown
  /** The same for a person. */
  show: (answer: Answer) => string
}

/** A command that asks one question without input, and prints the answer for a person or a program. */
export function listingCommand<Answer>({
  usage,
  summary,
  operation,
  toJson = (answer) => answer,
  show,
}: Listing<Answer>): Command {
  return {
    usage,
    summary,
    options: { ...dataOption, ...jsonOption },
    async run(given) {
      const answer = (await withConnection(given, (connection) =>
        connection.run(operation, {}),
      )) as Answer
      if (given.has('json')) printJson(toJson(answer))
      else print(show(answer))
    },
  }
}
