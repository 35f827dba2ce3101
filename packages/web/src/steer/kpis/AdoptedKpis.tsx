import { formatGoal } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { useState, type ReactNode } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { StripLegend } from '../../measure/StripLegend.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText, RangeText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { KpiStrip } from '../KpiStrip.tsx'
import { useCurrency } from '../use-currency.ts'
import { KpiDialog } from './KpiDialog.tsx'
import { KpiHistoryDialog } from './KpiHistoryDialog.tsx'
import { ValueDialog } from './ValueDialog.tsx'

type Kpi = Answer<'kpis.list'>['kpis'][number]

const legend = ['● now with 95 % interval', '○ the quarter before']

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
  const toolsOf = (kpi: Kpi) => <KpiTools kpi={kpi} mayEdit={mayEdit} onOpen={open} />
  return (
    <Section title="Adopted" note={<StripLegend fold="middle" marks={legend} />}>
      <DataTable
        ruled
        caption="Adopted KPIs"
        rows={kpis}
        keyOf={({ id }) => id}
        columns={[...columnsOf(currency, toolsOf), toolsColumn(toolsOf)]}
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

function columnsOf(currency: string, toolsOf: (kpi: Kpi) => ReactNode): Column<Kpi>[] {
  const format = (kpi: Kpi) => formatOf(kpi.measure, currency)
  const verdictOf = (kpi: Kpi) =>
    kpi.before !== null && (
      <VerdictMark
        change={kpi.change}
        format={format(kpi)}
        better={kpi.better === 'neither' ? undefined : kpi.better}
      />
    )
  return [
    {
      id: 'name',
      header: 'KPI',
      cell: (kpi) => (
        <>
          <span className="row-title">{kpi.name}</span>
          <span className="row-note">
            {kpi.northStar && '★ North Star · '}
            {kpi.binding.kind === 'manual' ? 'by hand' : kpi.period}
          </span>
          <span className="only-narrow">{toolsOf(kpi)}</span>
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
            <span className="only-narrow">{verdictOf(kpi)}</span>
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
            before={kpi.before?.measured}
            verdict={kpi.change.verdict}
          />
        ),
    },
    {
      id: 'change',
      header: 'on the quarter before',
      fold: 'narrow',
      cell: verdictOf,
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

/** The last column; on a phone the same buttons stand below the name. */
function toolsColumn(toolsOf: (kpi: Kpi) => ReactNode): Column<Kpi> {
  return {
    id: 'tools',
    header: <span className="visually-hidden">Change</span>,
    align: 'right',
    fold: 'narrow',
    cell: toolsOf,
  }
}

interface KpiToolsProps {
  kpi: Kpi
  mayEdit: boolean
  onOpen: (opened: Opened) => void
}

function KpiTools({ kpi, mayEdit, onOpen }: KpiToolsProps) {
  const button = (what: Opened['what'], label: string) => (
    <Button
      small
      look="plain"
      onClick={() => onOpen({ what, kpi })}
      aria-label={`${label}: ${kpi.name}`}
    >
      {label}
    </Button>
  )
  return (
    <span className="row-tools">
      {mayEdit && kpi.binding.kind === 'manual' && button('value', 'Enter a value')}
      {mayEdit && button('change', 'Change')}
      {button('history', 'Versions')}
    </span>
  )
}
