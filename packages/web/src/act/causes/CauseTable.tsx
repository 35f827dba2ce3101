import { domainOf, formatCount } from '@fealty/charts'
import { Link } from '@tanstack/react-router'
import type { CauseRegister, CauseRow } from '../../api/contracts.ts'
import { columnFormatOf } from '../../measure/metric-format.ts'
import { moneyText } from '../../measure/money-text.ts'
import { stripWidth } from '../../measure/Strip.tsx'
import { stripColumn } from '../../measure/strip-column.tsx'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { MeasuredText } from '../../ui/MeasuredText.tsx'
import { Section } from '../../ui/Section.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { VerdictMark } from '../../ui/VerdictMark.tsx'
import { EffectText } from '../improvements/EffectText.tsx'
import type { ImprovementDraft } from '../improvements/ImprovementDialog.tsx'
import { causeNote, isTakenUp } from './causes-text.ts'

interface CauseTableProps {
  register: CauseRegister
  /** Left out for who may not raise anything. */
  onRaise: ((draft: ImprovementDraft) => void) | undefined
}

/** All causes on one axis of their share, the commonest first, each with what is done about it. */
export function CauseTable({ register, onRaise }: CauseTableProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  const { active, mostActive } = register
  return (
    <Section
      title="What lies behind the cases"
      note={`${active} of at most ${mostActive} improvements under way`}
    >
      <div ref={box}>
        {width > 0 && (
          <DataTable
            caption="Root causes by their share of the resolved cases"
            columns={columnsOf(register, onRaise, width)}
            rows={register.rows}
            keyOf={({ rootCause }) => rootCause}
          />
        )}
      </div>
    </Section>
  )
}

function columnsOf(
  { rows, currency, days }: CauseRegister,
  onRaise: CauseTableProps['onRaise'],
  tableWidth: number,
): Column<CauseRow>[] {
  const column = rows.map(({ share }) => share)
  const format = columnFormatOf({ unit: 'share' }, '', column)
  const domain = domainOf([...column, ...rows.map(({ shareBefore }) => shareBefore)], [0])
  const width = stripWidth(tableWidth)
  return [
    {
      id: 'cause',
      header: 'Root cause',
      cell: (row) => (
        <>
          <span className="row-title">{row.rootCause}</span>
          <span className="row-note">{causeNote(row)}</span>
        </>
      ),
    },
    { id: 'cases', header: 'Cases', align: 'right', cell: ({ cases }) => formatCount(cases) },
    {
      id: 'share',
      header: 'Share',
      align: 'right',
      fold: 'narrow',
      cell: ({ share }) => <MeasuredText measured={share} format={format} counted="cases" />,
    },
    stripColumn(
      { domain, format, width },
      ({ rootCause, share, shareBefore, change }) => ({
        title: `Share of ${rootCause}`,
        row: { now: share, before: shareBefore, verdict: change.verdict, better: 'lower' },
      }),
      { label: 'Interval of the share', fold: 'narrow' },
    ),
    {
      id: 'change',
      header: `On the ${days} days before`,
      fold: 'narrow',
      cell: ({ change }) => <VerdictMark change={change} format={format} better="lower" />,
    },
    {
      id: 'revenue',
      header: 'Revenue a year',
      align: 'right',
      fold: 'middle',
      cell: ({ cases, yearlyRevenue }) => cases > 0 && moneyText(yearlyRevenue, currency),
    },
    {
      id: 'recovered',
      header: 'Recovered',
      align: 'right',
      fold: 'wide',
      cell: (row) =>
        (row.recovered.kind === 'estimate' || row.recovered.n > 0) && (
          <MeasuredText measured={row.recovered} format={format} counted="answers" />
        ),
    },
    {
      id: 'done',
      header: 'What is done',
      cell: (row) => <Improvements row={row} onRaise={onRaise} />,
    },
  ]
}

const stateWords = { raised: 'raised', active: 'under way', done: 'done', dropped: 'dropped' }

function Improvements({ row, onRaise }: { row: CauseRow; onRaise: CauseTableProps['onRaise'] }) {
  const { rootCause, improvements, cases } = row
  return (
    <>
      {improvements.map(({ id, title, state, owner, effect, metric }) => (
        <div key={id} className="cause-improvement">
          <Link to="/improvements">{title}</Link>
          <span className="row-note">
            {[stateWords[state], owner].filter((part) => part !== '').join(' · ')}
          </span>
          {effect !== null && <EffectText effect={effect} metric={metric} />}
        </div>
      ))}
      {!isTakenUp(row) && cases > 0 && onRaise && (
        <Button
          small
          onClick={() => onRaise({ title: '', rootCause })}
          aria-label={`Raise it: ${rootCause}`}
        >
          Raise it
        </Button>
      )}
    </>
  )
}
