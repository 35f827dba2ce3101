import { listingCommand } from '../listing-command.ts'
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

export const dataCommand = listingCommand<Overview>({
  usage: 'data',
  summary: 'Tells what is loaded',
  operation: 'data.overview',
  show: ({ kinds }) =>
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
      rows: kinds.map(({ kind, rows, rowsIn, rejected, dropped, firstDay, lastDay }) => [
        kind,
        ...[rows, rowsIn, rejected, sumOf(dropped)].map((count) => count.toLocaleString('en')),
        firstDay,
        lastDay,
      ]),
    }),
})

function sumOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
