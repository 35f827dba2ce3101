import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import '../review.css'
import { Actions } from './Actions.tsx'
import { Decisions } from './Decisions.tsx'
import { MeetingBar } from './MeetingBar.tsx'
import { Minutes } from './Minutes.tsx'
import { PackLines } from './PackLines.tsx'
import { ReviewExport } from './ReviewExport.tsx'
import { UnitTable } from './UnitTable.tsx'
import { usePresent } from './use-present.ts'
import { Voices } from './Voices.tsx'

const route = getRouteApi('/app/reviews/$reviewId')

/** One review: its pack, what is to be decided, and the meeting itself. */
export function ReviewPage() {
  const { reviewId } = route.useParams()
  const answer = useQuestion('reviews.one', { reviewId })
  return <Answered answer={answer}>{(one) => <Review one={one} />}</Answered>
}

function Review({ one }: { one: Answer<'reviews.one'> }) {
  const { review, pack } = one
  const [starting, setStarting] = useState(false)
  const mayPrepare = useMayWrite()
  const [presenting, present] = usePresent()
  if (!pack) return <NotPrepared one={one} />
  const canStart = review.state === 'prepared'
  const mayRefresh = mayPrepare && (canStart || review.state === 'running')
  return (
    <div className={presenting ? 'presenting' : undefined}>
      <PageHead
        page="Review"
        headline={pack.headline}
        lead={pack.northStar}
        subline={pack.subline}
        tools={
          <>
            <Button onClick={present}>{presenting ? 'Leave (Esc)' : 'Present'}</Button>
            <ReviewExport reviewId={review.id} />
            {mayRefresh && <RefreshPack reviewId={review.id} />}
            {canStart && (
              <Button look="primary" onClick={() => setStarting(true)}>
                Start the meeting
              </Button>
            )}
          </>
        }
      />
      <MeetingBar one={one} starting={starting} onStarted={() => setStarting(false)} />
      <div className="stack">
        <UnitTable pack={pack} />
        <div className="split">
          <div className="stack">
            <Decisions one={one} pack={pack} />
            <PackLines
              title="What moved"
              note={pack.movedNote}
              lines={pack.moved}
              empty="Nothing moved beyond noise."
            />
          </div>
          <div className="stack">
            <Actions one={one} />
            <Voices pack={pack} />
          </div>
        </div>
        {pack.benchmarks.length > 0 && (
          <PackLines
            title="Benchmarks"
            note={pack.benchmarksNote}
            lines={pack.benchmarks}
            empty=""
          />
        )}
        {pack.cases.length > 0 && (
          <PackLines title="Cases" note={pack.casesNote} lines={pack.cases} empty="" />
        )}
        <Minutes one={one} />
        {pack.missing.length > 0 && (
          <Section title="What is not here" note={pack.cadence.text}>
            <ul className="notes-list">
              {pack.missing.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </div>
  )
}

/** Builds a new pack on the facts as they are now; the earlier ones stay as they were. */
function RefreshPack({ reviewId }: { reviewId: string }) {
  const prepare = useCommand('reviews.prepare', ['reviews.one', 'reviews.list'])
  return (
    <>
      <Button disabled={prepare.isPending} onClick={() => prepare.mutate({ reviewId })}>
        {prepare.isPending ? 'Building …' : 'Refresh the pack'}
      </Button>
      <FormError error={prepare.error} inline />
    </>
  )
}

function NotPrepared({ one: { review, series } }: { one: Answer<'reviews.one'> }) {
  const prepare = useCommand('reviews.prepare', ['reviews.one', 'reviews.list'])
  return (
    <EmptyState
      page
      title={`${series.name} no. ${review.number} has no pack yet`}
      actions={
        <Button
          look="primary"
          disabled={prepare.isPending}
          onClick={() => prepare.mutate({ reviewId: review.id })}
        >
          {prepare.isPending ? 'Preparing …' : 'Prepare the pack'}
        </Button>
      }
    >
      The pack builds itself from the facts as they are now: units, targets, actions, decisions.{' '}
      {prepare.error?.message}
    </EmptyState>
  )
}
