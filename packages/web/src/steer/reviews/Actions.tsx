import { writeDay } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useSession } from '../../app/session.ts'
import { Button } from '../../ui/Button.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { ActionDialog, DoneDialog, type Action } from './ActionDialog.tsx'
import { sortActions, writeState } from './sort-actions.ts'

/** What was promised in this series, as it stands now: who, until when, done or late; in place. */
export function Actions({ one }: { one: Answer<'reviews.one'> }) {
  const [changed, setChanged] = useState<Action | 'new'>()
  const [done, setDone] = useState<Action>()
  const role = useSession()?.signedIn?.role
  const mayEdit = role === 'owner' || role === 'analyst' || role === 'manager'
  const actions = sortActions(one.actions)
  const finished = actions.filter(({ state }) => state === 'done').length
  return (
    <Section
      title="Promised"
      note={actions.length === 0 ? undefined : `${finished} of ${actions.length} done`}
      tools={
        mayEdit && (
          <Button small className="no-print" onClick={() => setChanged('new')}>
            Promise an action
          </Button>
        )
      }
    >
      {actions.length === 0 && (
        <p className="quiet">Nothing is promised in {one.series.name} yet.</p>
      )}
      <ul className="pack-lines">
        {actions.map((action) => (
          <li key={action.id}>
            <span>
              {action.what}
              <span className="row-note">
                {[action.owner, action.unit, action.effect]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </span>
            <span>
              <span className="action-due">{writeDay(action.due)}</span>
              <span className={action.state === 'late' ? 'row-note tone-worse' : 'row-note'}>
                {writeState(action)}
              </span>
              {mayEdit && <ActionTools action={action} onChange={setChanged} onDone={setDone} />}
            </span>
          </li>
        ))}
      </ul>
      {changed !== undefined && (
        <ActionDialog
          one={one}
          action={changed === 'new' ? undefined : changed}
          onClose={() => setChanged(undefined)}
        />
      )}
      {done && <DoneDialog action={done} onClose={() => setDone(undefined)} />}
    </Section>
  )
}

interface ActionToolsProps {
  action: Action
  onChange: (action: Action) => void
  onDone: (action: Action) => void
}

function ActionTools({ action, onChange, onDone }: ActionToolsProps) {
  const finish = useCommand('reviews.finish', ['reviews.one', 'reviews.list'])
  const isDone = action.state === 'done'
  return (
    <span className="action-tools no-print">
      <Button
        small
        look="plain"
        aria-label={isDone ? `Open again: ${action.what}` : `Done: ${action.what}`}
        onClick={() =>
          isDone ? finish.mutate({ actionId: action.id, doneOn: null }) : onDone(action)
        }
      >
        {isDone ? 'Open again' : 'Done'}
      </Button>
      <Button
        small
        look="plain"
        aria-label={`Change: ${action.what}`}
        onClick={() => onChange(action)}
      >
        Change
      </Button>
      <FormError error={finish.error} />
    </span>
  )
}
