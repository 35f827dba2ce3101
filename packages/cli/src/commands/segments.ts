import {
  dataOption,
  jsonOption,
  print,
  printJson,
  withConnection,
  type Command,
} from '../command.ts'
import { drawTable } from '../table.ts'

interface Segments {
  segments: {
    id: string
    name: string
    conditions: { dimension: string; operator: string; values: string[] }[]
  }[]
}

export const segmentsCommand: Command = {
  usage: 'segments',
  summary: 'Lists the saved segments',
  options: { ...dataOption, ...jsonOption },
  async run(given) {
    const answer = (await withConnection(given, (connection) =>
      connection.run('segments.list', {}),
    )) as Segments
    if (given.has('json')) {
      printJson(answer.segments)
      return
    }
    if (answer.segments.length === 0) {
      print('There are no saved segments yet.\n')
      return
    }
    print(
      drawTable({
        columns: [{ title: 'Segment' }, { title: 'Conditions' }, { title: 'Id' }],
        rows: answer.segments.map(({ id, name, conditions }) => [
          name,
          conditions
            .map(
              ({ dimension, operator, values }) => `${dimension} ${operator} ${values.join(', ')}`,
            )
            .join(' and '),
          id,
        ]),
      }),
    )
  },
}
