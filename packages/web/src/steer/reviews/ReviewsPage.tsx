import { writeDay } from '@fealty/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import '../review.css'
import { SeriesDialog } from './SeriesDialog.tsx'
import { writeReviewsHeadline } from './write-reviews-headline.ts'

type List = Answer<'reviews.list'>
type Row = List['reviews'][number]

/** The series of reviews: when the next is, what was held, and whether the cadence is kept. */
export function ReviewsPage() {
  const answer = useQuestion('reviews.list', {})
  const [changed, setChanged] = useState<List['series'][number] | 'new'>()
  const mayEdit = useMayWrite()
  const setUp = mayEdit && (
    <Button look="primary" onClick={() => setChanged('new')}>
      Set up reviews
    </Button>
  )
  return (
    <Answered answer={answer}>
      {(list) => (
        <>
          <PageHead
            page="Reviews"
            headline={writeReviewsHeadline(list)}
            subline="A review counts as held with quorum and chair; a missed one is a number too."
            tools={list.series.length > 0 && setUp}
          />
          <div className="stack">
            {list.series.length === 0 && (
              <EmptyState title="No reviews are set up yet" actions={setUp}>
                Say who sits in them, how many must be there and how often. The pack of each review
                then builds itself.
              </EmptyState>
            )}
            {list.series.map((series) => (
              <SeriesSection
                key={series.id}
                series={series}
                list={list}
                onChange={mayEdit ? setChanged : undefined}
              />
            ))}
          </div>
          {changed !== undefined && (
            <SeriesDialog
              series={changed === 'new' ? undefined : changed}
              onClose={() => setChanged(undefined)}
            />
          )}
        </>
      )}
    </Answered>
  )
}

interface SeriesSectionProps {
  series: List['series'][number]
  list: List
  /** Absent for those who only read. */
  onChange: ((series: List['series'][number]) => void) | undefined
}

function SeriesSection({ series, list, onChange }: SeriesSectionProps) {
  const rows = list.reviews
    .filter(({ seriesId }) => seriesId === series.id)
    .sort((a, b) => b.number - a.number)
  const cadence = list.cadence.find(({ seriesId }) => seriesId === series.id)
  const past = (cadence?.held ?? 0) + (cadence?.missed ?? 0)
  const kept = cadence && past > 0 ? `${cadence.heldInTime} of ${past} held in time` : ''
  const lead =
    cadence?.leadDays === null || cadence === undefined
      ? ''
      : ` · ${cadence.leadDays} days from proposal to decision`
  return (
    <Section
      title={series.name}
      note={`every ${series.cadenceDays} days · quorum ${series.quorum} of ${series.members.length}${kept && ` · ${kept}`}${lead}`}
      tools={
        onChange && (
          <Button
            small
            className="no-print"
            aria-label={`Change ${series.name}`}
            onClick={() => onChange(series)}
          >
            Change
          </Button>
        )
      }
    >
      <DataTable
        caption={`Reviews of ${series.name}`}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
      />
    </Section>
  )
}

const columns: Column<Row>[] = [
  {
    id: 'number',
    header: 'Review',
    cell: (row) => (
      <Link className="row-link" to="/reviews/$reviewId" params={{ reviewId: row.id }}>
        <span className="row-title">
          No. {row.number}, {writeDay(row.date, true)}
        </span>
        <span className="only-narrow">
          <span className="row-note">{row.headline}</span>
        </span>
      </Link>
    ),
  },
  { id: 'state', header: 'State', cell: (row) => <StateWord row={row} /> },
  { id: 'finding', header: 'Finding', fold: 'narrow', cell: ({ headline }) => headline },
  {
    id: 'present',
    header: 'Present',
    align: 'right',
    fold: 'narrow',
    cell: ({ present, state }) =>
      state === 'held' || state === 'running' ? String(present.length) : '',
  },
  {
    id: 'gap',
    header: 'Days after the last',
    align: 'right',
    fold: 'narrow',
    cell: ({ daysAfterLast }) => (daysAfterLast === null ? '' : String(daysAfterLast)),
  },
]

function StateWord({ row }: { row: Row }) {
  return <span className={row.state === 'missed' ? 'tone-worse' : undefined}>{row.state}</span>
}
