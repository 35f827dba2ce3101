import { formatChance } from '@fealty/charts'
import { listingCommand } from '../listing-command.ts'
import { drawTable } from '../table.ts'

interface Initiatives {
  headline: string
  initiatives: {
    name: string
    state: string
    grade: string
    currency: string
    booked: number
    plannedToDate: number
    chance: number | null
    correctionOpen: boolean
  }[]
}

const money = (value: number, currency: string): string =>
  `${currency} ${Math.round(value).toLocaleString('en-US')}`

export const initiativesCommand = listingCommand<Initiatives>({
  usage: 'initiatives',
  summary: 'Lists the initiatives: what they have proven of what is due, and who is off the plan',
  operation: 'initiatives.list',
  show: ({ headline, initiatives }) => {
    const table = drawTable({
      columns: [
        { title: 'Initiative' },
        { title: 'State' },
        { title: 'Proven' },
        { title: 'Due by now' },
        { title: 'Grade' },
        { title: 'Reaches its plan' },
      ],
      rows: initiatives.map((one) => [
        one.name,
        one.state,
        money(one.booked, one.currency),
        money(one.plannedToDate, one.currency),
        one.grade,
        `${one.chance === null ? 'not known yet' : formatChance(one.chance)}${one.correctionOpen ? ', correction open' : ''}`,
      ]),
    })
    return `${headline}\n\n${table}`
  },
})
