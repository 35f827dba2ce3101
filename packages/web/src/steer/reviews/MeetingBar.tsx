import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { FormError } from '../../ui/FormError.tsx'

interface MeetingBarProps {
  one: Answer<'reviews.one'>
  starting: boolean
  onStarted: () => void
}

const stale = ['reviews.one', 'reviews.list'] as const

/** Who is there, whether that is a quorum, and the end of the meeting. */
export function MeetingBar({ one, starting, onStarted }: MeetingBarProps) {
  const { review, series } = one
  const close = useCommand('reviews.close', stale)
  const [changing, setChanging] = useState(false)
  const done = () => {
    setChanging(false)
    onStarted()
  }
  const isOpen = starting || changing
  return (
    <>
      {(review.state === 'running' || review.state === 'held') && (
        <p className="meeting-bar">
          <strong>{review.state === 'running' ? 'The meeting runs.' : 'Held.'}</strong>{' '}
          {review.present.length} present, quorum {series.quorum} of {series.members.length}
          {review.state === 'running' && (
            <>
              <Button small onClick={() => setChanging(true)}>
                Who is there
              </Button>
              <Button
                look="primary"
                small
                disabled={close.isPending}
                onClick={() => close.mutate({ reviewId: review.id })}
              >
                Close as held
              </Button>
            </>
          )}
        </p>
      )}
      <FormError error={close.error} />
      {isOpen && <PresenceDialog one={one} onClose={done} />}
    </>
  )
}

function PresenceDialog({ one, onClose }: { one: MeetingBarProps['one']; onClose: () => void }) {
  const { review, series } = one
  const [present, setPresent] = useState<readonly string[]>(review.present)
  const start = useCommand('reviews.start', stale)
  const toggle = (role: string) =>
    setPresent(
      present.includes(role) ? present.filter((each) => each !== role) : [...present, role],
    )
  const missing = series.quorum - present.length
  const hasChair = present.includes(series.chair)
  const state =
    missing > 0
      ? `${missing} more needed for a quorum.`
      : hasChair
        ? 'That is a quorum.'
        : `The chair (${series.chair}) is missing.`
  return (
    <Dialog title="Who is there?" open onClose={onClose}>
      <div className="choices">
        {series.members.map((role) => (
          <label key={role}>
            <input type="checkbox" checked={present.includes(role)} onChange={() => toggle(role)} />
            {role}
          </label>
        ))}
      </div>
      <p className="muted" role="status">
        {state}
      </p>
      <DialogEnd
        label={review.state === 'running' ? 'Note it' : 'Start the meeting'}
        command={start}
        onSubmit={() =>
          start.mutate({ reviewId: review.id, present: [...present] }, { onSuccess: onClose })
        }
      />
    </Dialog>
  )
}
