import { listingCommand } from '../listing-command.ts'
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

export const metricsCommand = listingCommand<Catalogue>({
  usage: 'metrics',
  summary: 'Lists the metrics, and the dimensions they can be cut by',
  operation: 'measure.catalogue',
  show: ({ metrics, dimensions }) => {
    const measured = drawTable({
      columns: [{ title: 'Metric' }, { title: 'Ready' }, { title: 'What it is' }],
      rows: metrics.map(({ id, available, missing, summary }) => [
        id,
        available ? 'yes' : `needs ${missing.join(', ')}`,
        summary,
      ]),
    })
    const cuts = drawTable({
      columns: [{ title: 'Dimension' }, { title: 'From' }],
      rows: dimensions.map(({ name, kind }) => [name, kind]),
    })
    return `${measured}\n${cuts}`
  },
})
