import { useState, type SubmitEvent } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { readList } from '../../ui/read-typed.ts'
import { Section } from '../../ui/Section.tsx'

type Calendar = Answer<'calendar.get'>
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const workday = { opens: '09:00', closes: '17:00' }

/** When the company works: what due times are counted in. */
export function CalendarSection({ mayChange }: { mayChange: boolean }) {
  const answer = useQuestion('calendar.get', {})
  return (
    <Section title="Business hours" note={answer.data?.timeZone}>
      <div className="section-body">
        <Answered answer={answer} skeleton={null}>
          {(calendar) => (
            <CalendarForm key={calendar.version} calendar={calendar} mayChange={mayChange} />
          )}
        </Answered>
      </div>
    </Section>
  )
}

/** `2026-12-25 Christmas Day`, one a line. */
function writeHolidays(calendar: Calendar): string {
  return calendar.holidays.map(({ day, name }) => `${day} ${name}`.trim()).join('\n')
}

function readHolidays(text: string): { day: string; name: string }[] {
  return readList(text, '\n').map((line) => ({
    day: line.slice(0, 10),
    name: line.slice(10).trim(),
  }))
}

function CalendarForm({ calendar, mayChange }: { calendar: Calendar; mayChange: boolean }) {
  const [week, setWeek] = useState(calendar.week)
  const [holidays, setHolidays] = useState(writeHolidays(calendar))
  const save = useCommand('calendar.save', ['calendar.get', 'cases.board'])
  const set = (at: number, day: Calendar['week'][number]) =>
    setWeek(week.map((each, index) => (index === at ? day : each)))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    save.mutate({ week, holidays: readHolidays(holidays), expected: calendar.version })
  }
  return (
    <form className="split split--even" onSubmit={submit}>
      <fieldset className="condition" disabled={!mayChange}>
        <legend className="visually-hidden">Hours of the week</legend>
        <div className="hours-grid">
          {days.map((name, index) => (
            <DayHours
              key={name}
              name={name}
              day={week[index] ?? null}
              onChange={(day) => set(index, day)}
            />
          ))}
        </div>
      </fieldset>
      <div className="stack-tight">
        <label className="field">
          <span>Holidays, one a line</span>
          <textarea
            className="input"
            rows={6}
            value={holidays}
            readOnly={!mayChange}
            placeholder="2026-12-25 Christmas Day"
            onChange={(event) => setHolidays(event.target.value)}
          />
          <span className="hint">Due times that were given stay as they are.</span>
        </label>
        <FormError error={save.error} />
        {save.data && save.data.dueOutside > 0 && (
          <p className="note">
            {save.data.dueOutside} open cases are due outside the new hours; they keep the time that
            was promised.
          </p>
        )}
        {mayChange && (
          <div className="row">
            <Button type="submit" disabled={save.isPending}>
              Save the hours
            </Button>
          </div>
        )}
      </div>
    </form>
  )
}

interface DayHoursProps {
  name: string
  day: Calendar['week'][number]
  onChange: (day: Calendar['week'][number]) => void
}

function DayHours({ name, day, onChange }: DayHoursProps) {
  return (
    <>
      <label className="row">
        <input
          type="checkbox"
          checked={day !== null}
          onChange={(event) => onChange(event.target.checked ? workday : null)}
        />
        {name}
      </label>
      {day === null ? (
        <>
          <span className="muted">closed</span>
          <span />
        </>
      ) : (
        <>
          <input
            className="input input--small"
            inputMode="numeric"
            pattern="[0-2][0-9]:[0-5][0-9]"
            aria-label={`${name} opens`}
            value={day.opens}
            onChange={(event) => onChange({ ...day, opens: event.target.value })}
          />
          <input
            className="input input--small"
            inputMode="numeric"
            pattern="[0-2][0-9]:[0-5][0-9]"
            aria-label={`${name} closes`}
            value={day.closes}
            onChange={(event) => onChange({ ...day, closes: event.target.value })}
          />
        </>
      )}
    </>
  )
}
