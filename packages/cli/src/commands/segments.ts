import { listingCommand } from '../listing-command.ts'
import { drawTable } from '../table.ts'

interface Segments {
  segments: {
    id: string
    name: string
    conditions: { dimension: string; operator: string; values: string[] }[]
  }[]
}

export const segmentsCommand = listingCommand<Segments>({
  usage: 'segments',
  summary: 'Lists the saved segments',
  operation: 'segments.list',
  toJson: ({ segments }) => segments,
  show: ({ segments }) =>
    segments.length === 0
      ? 'There are no saved segments yet.\n'
      : drawTable({
          columns: [{ title: 'Segment' }, { title: 'Conditions' }, { title: 'Id' }],
          rows: segments.map(({ id, name, conditions }) => [name, writeConditions(conditions), id]),
        }),
})

function writeConditions(conditions: Segments['segments'][number]['conditions']): string {
  return conditions
    .map(({ dimension, operator, values }) => `${dimension} ${operator} ${values.join(', ')}`)
    .join(' and ')
}
