import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'

/** Minutes, in place while the meeting runs. */
export function Minutes({ one: { review } }: { one: Answer<'reviews.one'> }) {
  const { writeTimeOf } = useCompanyCalendar()
  const [text, setText] = useState('')
  const add = useCommand('reviews.minute', ['reviews.one'])
  if (review.minutes.length === 0 && review.state !== 'running') return null
  return (
    <Section title="Minutes" note={`${review.minutes.length}`}>
      <ol className="notes-list">
        {review.minutes.map((minute) => (
          <li key={minute.at}>
            {minute.text} <span className="muted">{writeTimeOf(minute.at)}</span>
          </li>
        ))}
      </ol>
      {review.state === 'running' && (
        <form
          className="form no-print"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate({ reviewId: review.id, text }, { onSuccess: () => setText('') })
          }}
        >
          <label className="field">
            <span>What was said or agreed</span>
            <textarea
              className="input"
              rows={2}
              required
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <FormError error={add.error} />
          <div>
            <Button type="submit" disabled={add.isPending}>
              Add to the minutes
            </Button>
          </div>
        </form>
      )}
    </Section>
  )
}
