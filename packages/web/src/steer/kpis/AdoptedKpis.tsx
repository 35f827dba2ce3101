import { formatGoal } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { KpiStrip } from '../KpiStrip.tsx'
import { useCurrency } from '../use-currency.ts'
import { KpiDialog } from './KpiDialog.tsx'
import { KpiHistoryDialog } from './KpiHistoryDialog.tsx'
import { ValueDialog } from './ValueDialog.tsx'

type Kpi = Answer<'kpis.list'>['kpis'][number]

/** The dialog that is open, and for which KPI. */
interface Opened {
  what: 'value' | 'change' | 'history'
  kpi: Kpi
}

/** What the company steers by: the value now, who answers for it, and whether they can move it. */
export function AdoptedKpis({ kpis }: { kpis: readonly Kpi[] }) {
  const currency = useCurrency()
  const [opened, open] = useState<Opened>()
  const close = () => open(undefined)
  const mayEdit = useMayWrite()
  return (
    <Section title="Adopted" note={`${kpis.length}`}>
      <DataTable
        ruled
        caption="Adopted KPIs"
        rows={kpis}
        keyOf={({ id }) => id}
        columns={[...columnsOf(currency), toolsColumn(mayEdit, open)]}
        empty={
          <p className="quiet">
            Nothing is adopted yet. Take from the library below what you steer by.
          </p>
        }
      />
      {opened?.what === 'value' && <ValueDialog kpi={opened.kpi} onClose={close} />}
      {opened?.what === 'change' && <KpiDialog source={opened} onClose={close} />}
      {opened?.what === 'history' && <KpiHistoryDialog kpi={opened.kpi} onClose={close} />}
    </Section>
  )
}

function columnsOf(currency: string): Column<Kpi>[] {
  const format = (kpi: Kpi) => formatOf(kpi.measure, currency)
  return [
    {
      id: 'name',
      header: 'KPI',
      cell: ({ name, period, binding, northStar }) => (
        <>
          <span className="row-title">{name}</span>
          <span className="row-note">
            {northStar && '★ North Star · '}
            {binding.kind === 'manual' ? 'by hand' : period}
          </span>
        </>
      ),
    },
    {
      id: 'value',
      header: 'Value',
      align: 'right',
      cell: (kpi) =>
        kpi.binding.kind === 'manual' ? (
          <span className="by-hand">
            {kpi.manual ? formatGoal(kpi.manual.value, format(kpi)) : 'no value yet'}
            {kpi.manual && (
              <span className="row-note">
                {kpi.manual.expired ? 'expired' : 'until'} {writeDay(kpi.manual.expires, true)}
              </span>
            )}
          </span>
        ) : (
          <>
            <MeasuredText measured={kpi.current} format={format(kpi)} />
            {kpi.current.kind === 'estimate' && (
              <span className="row-note">
                <RangeText measured={kpi.current} format={format(kpi)} />
              </span>
            )}
          </>
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
  ]
}

function toolsColumn(mayEdit: boolean, open: (opened: Opened) => void): Column<Kpi> {
  const button = (kpi: Kpi, what: Opened['what'], label: string) => (
    <Button
      small
      look="plain"
      onClick={() => open({ what, kpi })}
      aria-label={`${label}: ${kpi.name}`}
    >
      {label}
    </Button>
  )
  return {
    id: 'tools',
    header: <span className="visually-hidden">Change</span>,
    align: 'right',
    fold: 'narrow',
    cell: (kpi) => (
      <span className="row-tools">
        {mayEdit && kpi.binding.kind === 'manual' && button(kpi, 'value', 'Enter a value')}
        {mayEdit && button(kpi, 'change', 'Change')}
        {button(kpi, 'history', 'Versions')}
      </span>
    ),
  }
}
