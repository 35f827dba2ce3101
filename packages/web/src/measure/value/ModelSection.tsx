import { formatCount, formatPercent } from '@fealty/charts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { ValueData } from '../../api/contracts.ts'

/** Significant digits a standard error supports: two of its own. */
function digitsFor(se: number | null): number {
  if (se === null || se <= 0 || !Number.isFinite(se)) return 4
  return Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(se))))
}

/** The model behind the future value: its parameters, how sure they are, and how well it foretold. */
export function ModelSection({ data }: { data: ValueData }) {
  const { model } = data
  if (!model) {
    return (
      <EmptyState title="No model fitted yet">
        Future value needs a model of how customers buy. Run <code>fealty value fit</code>; it takes
        a few seconds even for a million customers.
      </EmptyState>
    )
  }
  const note = `until ${model.until} · ${formatCount(model.horizonDays)} days ahead · ${formatPercent(model.rate)} a year`
  return (
    <Section title={`The model: ${model.name}`} note={note}>
      <div className="model">
        <DataTable
          caption="Parameters of the model with 95 % intervals"
          rows={model.parameters}
          keyOf={(row) => row.name}
          columns={[
            { id: 'name', header: 'Parameter', cell: (row) => <code>{row.name}</code> },
            {
              id: 'value',
              header: 'Value',
              align: 'right',
              cell: (row) => formatCount(row.value, { decimals: digitsFor(row.se) }),
            },
            {
              id: 'interval',
              header: '95 % interval',
              align: 'right',
              cell: (row) =>
                row.se === null
                  ? 'not known'
                  : `${formatCount(row.value - 1.96 * row.se, { decimals: digitsFor(row.se) })} to ${formatCount(row.value + 1.96 * row.se, { decimals: digitsFor(row.se) })}`,
            },
          ]}
        />
      </div>
      <div className="aside-notes">
        {model.holdoutError !== null && (
          <p>
            Fitted on the first part of the time, it foretold the purchases of the rest within{' '}
            {formatPercent(Math.abs(model.holdoutError), { decimals: 1 })}.
          </p>
        )}
        {model.notes.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </Section>
  )
}
