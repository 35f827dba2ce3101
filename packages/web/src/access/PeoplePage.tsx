import { useState } from 'react'
import type { Person } from '../api/contracts.ts'
import { useCommand } from '../api/use-command.ts'
import { useQuestion } from '../api/use-question.ts'
import { Answered } from '../app/Answered.tsx'
import { PageHead } from '../app/PageHead.tsx'
import { useSession } from '../app/session.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { FormError } from '../ui/FormError.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Section } from '../ui/Section.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { KeysSection } from './KeysSection.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { RoleDialog } from './RoleDialog.tsx'

/** Who may come in, as what, and which programs hold a key. */
export function PeoplePage() {
  const people = useQuestion('people.list', {})
  const [inviting, setInviting] = useState(false)
  return (
    <Answered answer={people}>
      {({ people: list }) => (
        <>
          <PageHead
            page="People and keys"
            headline={
              list.length === 1 ? 'One person has access.' : `${list.length} people have access.`
            }
            subline="Each role may do what it says and nothing else; a manager sees the own units only"
            tools={
              <Button look="primary" onClick={() => setInviting(true)}>
                Invite
              </Button>
            }
          />
          <div className="stack">
            <PeopleTable people={list} />
            <KeysSection />
          </div>
          <InviteDialog open={inviting} onClose={() => setInviting(false)} />
        </>
      )}
    </Answered>
  )
}

function PeopleTable({ people }: { people: readonly Person[] }) {
  const self = useSession()?.signedIn?.id
  const [changing, setChanging] = useState<Person>()
  const [link, setLink] = useState<string>()
  const columns: Column<Person>[] = [
    {
      id: 'name',
      header: 'Person',
      cell: (person) => (
        <>
          <span className="row-title">{person.name === '' ? person.email : person.name}</span>
          <span className="row-note">{person.email}</span>
        </>
      ),
    },
    { id: 'role', header: 'Role', cell: (person) => person.role },
    { id: 'units', header: 'Units', fold: 'narrow', cell: (person) => person.units.join(', ') },
    { id: 'state', header: 'State', fold: 'phone', cell: (person) => person.state },
    {
      id: 'actions',
      header: <span className="visually-hidden">Actions</span>,
      align: 'right',
      cell: (person) => (
        <PersonMenu
          person={person}
          isSelf={person.id === self}
          onRole={() => setChanging(person)}
          onLink={setLink}
        />
      ),
    },
  ]
  return (
    <Section title="People" note={`${people.length}`}>
      <DataTable
        caption="People with access"
        columns={columns}
        rows={people}
        keyOf={(person) => person.id}
      />
      {changing && <RoleDialog person={changing} onClose={() => setChanging(undefined)} />}
      {link !== undefined && (
        <LinkDialog path={link} what="sets a new password" onClose={() => setLink(undefined)} />
      )}
    </Section>
  )
}

interface PersonMenuProps {
  person: Person
  isSelf: boolean
  onRole: () => void
  onLink: (path: string) => void
}

function PersonMenu({ person, isSelf, onRole, onLink }: PersonMenuProps) {
  const deactivate = useCommand('people.deactivate', ['people.list'])
  const restore = useCommand('people.restore', ['people.list'])
  const passwordLink = useCommand('people.new-password-link')
  const error = deactivate.error ?? restore.error ?? passwordLink.error
  const personId = person.id
  return (
    <>
      <FormError error={error} inline />{' '}
      <Menu label="Change" small>
        <button type="button" onClick={onRole}>
          Role and units
        </button>
        <button
          type="button"
          onClick={() =>
            passwordLink.mutate({ personId }, { onSuccess: ({ path }) => onLink(path) })
          }
        >
          Link for a new password
        </button>
        {!isSelf && person.state !== 'deactivated' && (
          <button type="button" onClick={() => deactivate.mutate({ personId })}>
            End the access
          </button>
        )}
        {person.state === 'deactivated' && (
          <button type="button" onClick={() => restore.mutate({ personId })}>
            Give the access back
          </button>
        )}
      </Menu>
    </>
  )
}
