import { bandBars, bandBarsTable, type Band, type BandRow } from '@fealty/charts'
import { Section } from '../../ui/Section.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import type { Allocation } from '../../api/contracts.ts'
import { shareText } from './allocation-text.ts'

const title = 'Who the customers are, what they bring, what they get'
/** Steps of the ramp, darkest and palest that a bar may have and still be told from paper and neighbour. */
const [darkest, palest] = [10, 2]
const freeBand: Band = { name: 'no band', colour: 'passive' }

/** The bands' shares of customers, of value, of the plan and of spend, one bar below the other. */
export function ShareBars({ data }: { data: Allocation }) {
  const bands = [
    ...data.bands.map(({ band }, index): Band => ({
      name: band,
      colour: { step: stepOf(index, data.bands.length) },
    })),
    freeBand,
  ]
  const rows = rowsOf(data)
  return (
    <Section title={title} note="shares, in %" className="share-bars">
      <SvgFigure
        name={title}
        draw={({ width, theme, id }) => bandBars(rows, { id, theme, title, width, bands })}
        table={bandBarsTable(rows, { title, bands })}
      />
      <LossNote data={data} />
    </Section>
  )
}

/** Why the bar of profit and the tables differ: a bar cannot take a loss away. */
function LossNote({ data: { bands, basis } }: { data: Allocation }) {
  const losing = bands.filter(({ valueShare }) => valueShare !== null && valueShare < 0)
  const [first] = bands
  if (losing.length === 0 || first === undefined) return null
  const what = basis === 'profit' ? 'profit' : 'revenue'
  const lost = losing.map(({ band, valueShare }) => `${band} ${shareText(valueShare)}`).join(', ')
  return (
    <p className="hint">
      The bar shares out what bands above zero brought. Of all {what}, as the tables count it, the
      losses are taken away: {lost}, and so {first.band} {shareText(first.valueShare)}.
    </p>
  )
}

/** Bands share the whole ramp, so that neighbours part as far as they can. */
function stepOf(index: number, count: number): number {
  return count < 2 ? darkest : darkest - (index * (darkest - palest)) / (count - 1)
}

/** A band that brings less than nothing has no length on a bar; the table has its figure. */
function rowsOf({ bands, unallocated, basis, plan }: Allocation): BandRow[] {
  const n = bands.reduce((sum, { customers }) => sum + customers, 0)
  const row = (name: string, parts: readonly number[], free = 0): BandRow => ({
    name,
    parts: [...parts.map((part) => Math.max(0, part)), Math.max(0, free)],
    n,
  })
  return [
    row(
      'Customers',
      bands.map(({ customers }) => customers),
    ),
    row(
      basis === 'profit' ? 'Profit above zero' : 'Revenue above zero',
      bands.map(({ value }) => value),
    ),
    ...(plan
      ? [
          row(
            'Planned',
            bands.map(({ planned }) => planned ?? 0),
            unallocated.planned ?? 0,
          ),
        ]
      : []),
    row(
      'Spent',
      bands.map(({ actual }) => actual),
      unallocated.actual,
    ),
  ]
}
