import type { Answer } from '../../api/contracts.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'

type StrategyData = Answer<'strategy.map'>
type Arrow = StrategyData['hypotheses'][number]

const looks: Readonly<Record<Arrow['verdict'], { mark: string; tone: string }>> = {
  supported: { mark: '✓', tone: ' verdict--better' },
  refuted: { mark: '✕', tone: ' verdict--worse' },
  open: { mark: '◇', tone: '' },
  untested: { mark: '◌', tone: '' },
}

interface ArrowTableProps {
  data: StrategyData
  /** Writes an arrow, a new one without any. */
  onWrite: ((arrow?: Arrow) => void) | undefined
}

/** Every arrow with what was found: the hypothesis, the two tests, the grade. */
export function ArrowTable({ data, onWrite }: ArrowTableProps) {
  const nameOf = (id: string): string => data.objectives.find((one) => one.id === id)?.name ?? id
  return (
    <Section
      title="What is believed, and what the data say"
      note="correlation of changes, 95 % interval"
      tools={
        onWrite &&
        data.objectives.length > 1 && (
          <Button small onClick={() => onWrite()}>
            Draw an arrow
          </Button>
        )
      }
    >
      <DataTable
        ruled
        caption="Arrows of the map with their tests"
        rows={data.hypotheses}
        keyOf={({ id }) => id}
        empty={<p className="quiet">No arrow is drawn yet.</p>}
        columns={[
          {
            id: 'arrow',
            header: 'Arrow',
            cell: (arrow) => (
              <>
                <span className="row-title">
                  {nameOf(arrow.fromId)} → {nameOf(arrow.toId)}
                </span>
                <span className="row-note">
                  {arrow.sign === 'more' ? 'lifts it' : 'lowers it'}
                  {arrow.lag === 0
                    ? ' at once'
                    : `, ${arrow.lag} ${arrow.lag === 1 ? 'month' : 'months'} later`}
                  {arrow.because === '' ? '' : `: ${arrow.because}`}
                </span>
              </>
            ),
          },
          {
            id: 'verdict',
            header: 'Verdict',
            cell: ({ verdict, grade }) => (
              <span className={`verdict${looks[verdict].tone}`}>
                <span aria-hidden="true">{looks[verdict].mark} </span>
                {verdict}
                {grade && `\u00a0${grade}`}
              </span>
            ),
          },
          {
            id: 'time',
            header: 'Month by month',
            align: 'right',
            fold: 'middle',
            cell: ({ overTime }) => writeTest(overTime),
          },
          {
            id: 'units',
            header: 'Unit by unit',
            align: 'right',
            fold: 'middle',
            cell: ({ acrossUnits }) => writeTest(acrossUnits),
          },
          ...(onWrite ? [changeColumn(onWrite, nameOf)] : []),
        ]}
      />
    </Section>
  )
}

function changeColumn(
  onWrite: (arrow: Arrow) => void,
  nameOf: (id: string) => string,
): Column<Arrow> {
  return {
    id: 'change',
    header: <span className="visually-hidden">Change</span>,
    align: 'right',
    fold: 'phone',
    cell: (arrow) => (
      <Button
        small
        look="plain"
        onClick={() => onWrite(arrow)}
        aria-label={`Change the arrow from “${nameOf(arrow.fromId)}” to “${nameOf(arrow.toId)}”`}
      >
        Change
      </Button>
    ),
  }
}

function writeTest(test: Arrow['overTime']): string {
  if (!test) return 'too few'
  const number = (value: number): string => value.toFixed(2).replace('-', '−')
  return `${number(test.value)} (${number(test.low)} to ${number(test.high)}), n ${test.n}`
}
