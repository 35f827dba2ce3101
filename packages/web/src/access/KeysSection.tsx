import type { Role } from '@fealty/core'
import { useState } from 'react'
import type { Answer } from '../api/contracts.ts'
import { useCommand } from '../api/use-command.ts'
import { useQuestion } from '../api/use-question.ts'
import { useCompanyCalendar } from '../app/company-calendar.ts'
import { Button } from '../ui/Button.tsx'
import { DataTable, type Column } from '../ui/DataTable.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FormError } from '../ui/FormError.tsx'
import { Section } from '../ui/Section.tsx'
import { readList } from '../ui/read-typed.ts'
import { DoorForm } from './DoorForm.tsx'
import { RoleFields } from './RoleFields.tsx'
import { TextField } from './TextField.tsx'

type Key = Answer<'keys.list'>['keys'][number]

/** Keys for programs: the same API, the same roles, ended at once when revoked. */
export function KeysSection() {
  const { writeDayOf } = useCompanyCalendar()
  const keys = useQuestion('keys.list', {})
  const revoke = useCommand('keys.revoke', ['keys.list'])
  const [making, setMaking] = useState(false)
  const columns: Column<Key>[] = [
    { id: 'name', header: 'Key', cell: (key) => <span className="row-title">{key.name}</span> },
    { id: 'role', header: 'Role', cell: (key) => key.role },
    { id: 'made', header: 'Made', fold: 'narrow', cell: (key) => writeDayOf(key.createdAt) },
    {
      id: 'state',
      header: 'State',
      cell: (key) => (key.revokedAt === null ? 'works' : `ended ${writeDayOf(key.revokedAt)}`),
    },
    {
      id: 'actions',
      header: <span className="visually-hidden">Actions</span>,
      align: 'right',
      cell: (key) =>
        key.revokedAt === null && (
          <Button
            small
            look="danger"
            aria-label={`End the key ${key.name}`}
            onClick={() => revoke.mutate({ keyId: key.id })}
          >
            End
          </Button>
        ),
    },
  ]
  return (
    <Section
      title="API keys"
      note={keys.data ? `${keys.data.keys.length}` : undefined}
      tools={
        <Button small onClick={() => setMaking(true)}>
          Make a key
        </Button>
      }
    >
      <FormError error={revoke.error ?? keys.error} />
      <DataTable
        caption="API keys"
        columns={columns}
        rows={keys.data?.keys ?? []}
        keyOf={(key) => key.id}
        empty={
          <p className="quiet">
            No key was made yet. A key lets a program ask the API that these pages use.
          </p>
        }
      />
      {making && <KeyDialog onClose={() => setMaking(false)} />}
    </Section>
  )
}

function KeyDialog({ onClose }: { onClose: () => void }) {
  const [role, setRole] = useState<Role>('viewer')
  const [units, setUnits] = useState('')
  const create = useCommand('keys.create', ['keys.list'])
  if (create.data) {
    return (
      <Dialog title="The key" open onClose={onClose}>
        <p>
          Keep it now: it is shown only this once. Send it as <code>Authorization: Bearer …</code>
        </p>
        <input
          className="input"
          readOnly
          value={create.data.token}
          aria-label="Key"
          onFocus={(event) => event.target.select()}
        />
      </Dialog>
    )
  }
  const submit = (fields: Readonly<Record<string, string>>) =>
    create.mutate({ name: fields.name ?? '', role, units: readList(units) })
  return (
    <Dialog title="Make a key" open onClose={onClose}>
      <DoorForm
        action="Make the key"
        pending={create.isPending}
        error={create.error}
        onSubmit={submit}
      >
        <TextField label="What it is for" name="name" autoComplete="off" required />
        <RoleFields role={role} units={units} onRole={setRole} onUnits={setUnits} />
      </DoorForm>
    </Dialog>
  )
}
