import { formatCount, formatPercent } from '@fealty/charts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { ValueData } from '../../api/contracts.ts'
import { useMayWrite } from '../../app/use-may-write.ts'

/** Decimals that the width of an interval supports: two digits of it. */
function digitsFor({ low, high }: { low: number | null; high: number | null }): number {
  if (low === null || high === null || high <= low) return 4
  return Math.min(8, Math.max(0, 1 - Math.floor(Math.log10((high - low) / 4))))
}

/** The model behind the future value: its parameters, how sure they are, and how well it foretold. */
export function ModelSection({ data }: { data: ValueData }) {
  const { model } = data
  if (!model) return <NoModel />
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
              cell: (row) => formatCount(row.value, { decimals: digitsFor(row) }),
            },
            {
              id: 'interval',
              header: '95 % interval',
              align: 'right',
              cell: (row) =>
                row.low === null || row.high === null
                  ? 'not told by the data'
                  : `${formatCount(row.low, { decimals: digitsFor(row) })} to ${formatCount(row.high, { decimals: digitsFor(row) })}`,
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

/** Without a model there is no future value; whoever may, fits one here. */
function NoModel() {
  const score = useCommand('value.score', 'all')
  const mayFit = useMayWrite()
  return (
    <EmptyState
      title="No model fitted yet"
      actions={
        mayFit && (
          <Button look="primary" disabled={score.isPending} onClick={() => score.mutate({})}>
            {score.isPending ? 'Fitting …' : 'Fit the model and value every customer'}
          </Button>
        )
      }
    >
      What a customer will bring needs a model of how customers buy and stay. It is fitted on the
      loaded facts, shows how sure it is, and gives every customer a value with its range.{' '}
      <FormError error={score.error} inline />
    </EmptyState>
  )
}
