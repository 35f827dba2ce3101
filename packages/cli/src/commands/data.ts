import {
  dataOption,
  jsonOption,
  print,
  printJson,
  withConnection,
  type Command,
} from '../command.ts'
import { drawTable } from '../table.ts'

interface Overview {
  kinds: {
    kind: string
    rows: number
    rowsIn: number
    rejected: number
    dropped: Record<string, number>
    firstDay: string | null
    lastDay: string | null
  }[]
}

export const dataCommand: Command = {
  usage: 'data',
  summary: 'Tells what is loaded',
  options: { ...dataOption, ...jsonOption },
  async run(given) {
    const answer = (await withConnection(given, (connection) =>
      connection.run('data.overview', {}),
    )) as Overview
    if (given.has('json')) {
      printJson(answer)
      return
    }
    print(
      drawTable({
        columns: [
          { title: 'Kind' },
          { title: 'Rows', align: 'right' },
          { title: 'Read', align: 'right' },
          { title: 'Rejected', align: 'right' },
          { title: 'Dropped', align: 'right' },
          { title: 'From' },
          { title: 'To' },
        ],
        rows: answer.kinds.map(({ kind, rows, rowsIn, rejected, dropped, firstDay, lastDay }) => [
          kind,
          ...[rows, rowsIn, rejected, sumOf(dropped)].map((count) => count.toLocaleString('en')),
          firstDay,
          lastDay,
        ]),
      }),
    )
  },
}

function sumOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
