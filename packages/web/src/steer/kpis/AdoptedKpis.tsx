import { formatGoal } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { KpiStrip } from '../KpiStrip.tsx'
import { useCurrency } from '../use-currency.ts'
import { ValueDialog } from './ValueDialog.tsx'

type Kpi = Answer<'kpis.list'>['kpis'][number]

/** What the company steers by: the value now, who answers for it, and whether they can move it. */
export function AdoptedKpis({ kpis }: { kpis: readonly Kpi[] }) {
  const currency = useCurrency()
  const [entered, setEntered] = useState<Kpi>()
  const mayEdit = useMayWrite()
  return (
    <Section title="Adopted" note={`${kpis.length}`}>
      <DataTable
        ruled
        caption="Adopted KPIs"
        rows={kpis}
        keyOf={({ id }) => id}
        columns={columnsOf(currency, mayEdit ? setEntered : undefined)}
        empty={
          <p className="quiet">
            Nothing is adopted yet. Take from the library below what you steer by.
          </p>
        }
      />
      {entered && <ValueDialog kpi={entered} onClose={() => setEntered(undefined)} />}
    </Section>
  )
}

function columnsOf(currency: string, onEnter: ((kpi: Kpi) => void) | undefined): Column<Kpi>[] {
  const format = (kpi: Kpi) => formatOf(kpi.measure, currency)
  return [
    {
      id: 'name',
      header: 'KPI',
      cell: ({ name, period, binding }) => (
        <>
          <span className="row-title">{name}</span>
          <span className="row-note">{binding.kind === 'manual' ? 'by hand' : period}</span>
        </>
      ),
    },
    {
      id: 'value',
      header: 'Value',
      align: 'right',
      cell: (kpi) =>
        kpi.binding.kind === 'manual' ? (
          <span className="measured--few">
            {kpi.manual ? formatGoal(kpi.manual.value, format(kpi)) : 'no value yet'}
            {kpi.manual?.expired === true ? ', expired' : ''}
          </span>
        ) : (
          <MeasuredText measured={kpi.current} format={format(kpi)} />
        ),
    },
    {
      id: 'strip',
      header: <span className="visually-hidden">Interval</span>,
      fold: 'middle',
      cell: (kpi) =>
        kpi.current.kind === 'estimate' && (
          <KpiStrip
            name={kpi.name}
            measured={kpi.current}
            format={format(kpi)}
            better={kpi.better}
          />
        ),
    },
    {
      id: 'accountable',
      header: 'Answers for it',
      fold: 'narrow',
      cell: ({ accountable, controllable }) => (
        <>
          {accountable}
          {!controllable && <span className="row-note verdict--worse">✕ holds no lever</span>}
        </>
      ),
    },
    {
      id: 'enter',
      header: <span className="visually-hidden">Enter a value</span>,
      align: 'right',
      fold: 'phone',
      cell: (kpi) =>
        kpi.binding.kind === 'manual' && onEnter ? (
          <Button small onClick={() => onEnter(kpi)} aria-label={`Enter a value of ${kpi.name}`}>
            Enter
          </Button>
        ) : (
          kpi.manual && `until ${writeDay(kpi.manual.expires, true)}`
        ),
    },
  ]
}
