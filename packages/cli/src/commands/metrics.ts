import {
  dataOption,
  jsonOption,
  print,
  printJson,
  withConnection,
  type Command,
} from '../command.ts'
import { drawTable } from '../table.ts'

interface Catalogue {
  metrics: {
    id: string
    title: string
    unit: string
    summary: string
    available: boolean
    missing: string[]
  }[]
  dimensions: { name: string; label: string; kind: string }[]
}

export const metricsCommand: Command = {
  usage: 'metrics',
  summary: 'Lists the metrics, and the dimensions they can be cut by',
  options: { ...dataOption, ...jsonOption },
  async run(given) {
    const answer = (await withConnection(given, (connection) =>
      connection.run('measure.catalogue', {}),
    )) as Catalogue
    if (given.has('json')) {
      printJson(answer)
      return
    }
    print(
      drawTable({
        columns: [{ title: 'Metric' }, { title: 'Ready' }, { title: 'What it is' }],
        rows: answer.metrics.map(({ id, available, missing, summary }) => [
          id,
          available ? 'yes' : `needs ${missing.join(', ')}`,
          summary,
        ]),
      }),
    )
    print(
      `\n${drawTable({
        columns: [{ title: 'Dimension' }, { title: 'From' }],
        rows: answer.dimensions.map(({ name, kind }) => [name, kind]),
      })}`,
    )
  },
}
