import { formatChance } from '@fealty/charts'
import { listingCommand } from '../listing-command.ts'
import { drawTable } from '../table.ts'

interface Targets {
  asOf: string
  headline: string
  targets: {
    id: string
    name: string
    status: string
    deadline: string
    chance: { value: number | null }
    unit: { name: string } | null
    accountable: string
    smart: { passed: boolean }[]
  }[]
}

/** The same answer as the API and the page of targets give. */
export const targetsCommand = listingCommand<Targets>({
  usage: 'targets',
  summary: 'Lists the targets with the chance that each is met',
  operation: 'targets.list',
  show: ({ asOf, headline, targets }) => {
    const table = drawTable({
      columns: [
        { title: 'Target' },
        { title: 'Status' },
        { title: 'Likely', align: 'right' },
        { title: 'By' },
        { title: 'For' },
        { title: 'Answers for it' },
        { title: 'Checks', align: 'right' },
      ],
      rows: targets.map((target) => [
        target.name,
        target.status,
        target.chance.value === null ? '–' : formatChance(target.chance.value),
        target.deadline,
        target.unit?.name ?? 'all customers',
        target.accountable,
        `${target.smart.filter(({ passed }) => passed).length} of ${target.smart.length}`,
      ]),
    })
    return targets.length === 0 ? `${headline}\n` : `${headline} Facts up to ${asOf}.\n\n${table}`
  },
})
