import { formatGoal } from '@fealty/charts'
import { writeDay } from '@fealty/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { formatOf } from '../../measure/metric-format.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { KpiStrip } from '../KpiStrip.tsx'
import { ChanceText, StatusMark, writeChance } from '../StatusMark.tsx'
import { useCurrency } from '../use-currency.ts'
import { Orphans } from './Orphans.tsx'
import { TargetDialog } from './TargetDialog.tsx'

type Target = Answer<'targets.list'>['targets'][number]

/** Every target with the chance that it is met: no colour is set by hand. */
export function TargetsPage() {
  const answer = useQuestion('targets.list', {})
  const currency = useCurrency()
  const [adding, setAdding] = useState(false)
  const mayEdit = useMayWrite()
  const add = (
    <Button look="primary" onClick={() => setAdding(true)}>
      Set a target
    </Button>
  )
  return (
    <Answered answer={answer}>
      {({ headline, asOf, targets, orphans }) => (
        <>
          <PageHead
            page="Targets"
            headline={headline}
            subline={`Judged on facts up to ${writeDay(asOf, true)} · on track from 80 %, off it up to 20 % · changes corrected for their number`}
            tools={mayEdit && targets.length > 0 && add}
          />
          <div className="stack">
            <Section title="Targets" note={`${targets.length}`}>
              <DataTable
                ruled
                caption="Targets with the chance that each is met"
                columns={columnsOf(currency)}
                rows={targets}
                keyOf={(target) => target.id}
                empty={
                  <EmptyState title="No target is set yet" actions={mayEdit && add}>
                    A target is a KPI, its customers, a goal and a day. The program then says how
                    likely it is met.
                  </EmptyState>
                }
              />
            </Section>
            <Warnings targets={targets} />
            <Orphans orphans={orphans} />
          </div>
          {adding && <TargetDialog onClose={() => setAdding(false)} />}
        </>
      )}
    </Answered>
  )
}

function columnsOf(currency: string): Column<Target>[] {
  const format = (target: Target) => formatOf(target.kpi, currency)
  return [
    {
      id: 'name',
      header: 'Target',
      cell: (target) => (
        <Link className="row-link" to="/targets/$id" params={{ id: target.id }}>
          <span className="row-title">{target.name}</span>
          <span className="row-note">
            {target.unit ? `${target.unit.name} · ` : ''}
            {target.accountable}
          </span>
        </Link>
      ),
    },
    {
      id: 'kpi',
      header: 'Now',
      align: 'right',
      cell: (target) =>
        target.manual ? (
          <span className="measured--few">
            {formatGoal(target.manual.value, format(target))}
            {target.manual.expired ? ', expired' : ''}
          </span>
        ) : (
          <MeasuredText measured={target.current} format={format(target)} />
        ),
    },
    {
      id: 'strip',
      header: <span className="visually-hidden">Interval and goal</span>,
      fold: 'narrow',
      cell: (target) =>
        target.current.kind === 'estimate' && (
          <KpiStrip
            name={`${target.kpi.name} and its goal`}
            measured={target.current}
            format={format(target)}
            better={target.kpi.better}
            target={target.goal}
          />
        ),
    },
    {
      id: 'change',
      header: 'on the period before',
      fold: 'wide',
      cell: (target) =>
        target.history.length > 1 && (
          <VerdictMark
            change={target.change}
            format={format(target)}
            better={target.kpi.better === 'neither' ? undefined : target.kpi.better}
          />
        ),
    },
    {
      id: 'goal',
      header: 'Goal',
      align: 'right',
      cell: (target) => formatGoal(target.goal, format(target)),
    },
    {
      id: 'deadline',
      header: 'By',
      fold: 'middle',
      cell: (target) => writeDay(target.deadline, true),
    },
    {
      id: 'chance',
      header: 'Likely',
      align: 'right',
      cell: (target) => (
        <>
          <ChanceText chance={target.chance.value} status={target.status} />
          {target.chanceWith && (
            <span className="row-note">
              {writeChance(target.chanceWithout.value)} without initiatives
            </span>
          )}
        </>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      fold: 'narrow',
      cell: (target) => <StatusMark status={target.status} />,
    },
    {
      id: 'smart',
      header: 'Checks',
      align: 'right',
      fold: 'wide',
      cell: (target) => `${target.smart.filter(({ passed }) => passed).length} of 5`,
    },
  ]
}

function Warnings({ targets }: { targets: readonly Target[] }) {
  const warned = targets.filter(({ warning, controllable }) => warning !== null || !controllable)
  if (warned.length === 0) return null
  return (
    <Section title="Early warnings" note={`${warned.length}`}>
      <ul className="movements">
        {warned.map((target) => (
          <li key={target.id}>
            <h3>
              <Link to="/targets/$id" params={{ id: target.id }}>
                {target.name}
              </Link>
            </h3>
            <p>
              {target.warning}
              {!target.controllable && ` ${target.accountable} answers for it and holds no lever.`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
