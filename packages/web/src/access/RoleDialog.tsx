import { useState } from 'react'
import type { Person } from '../api/contracts.ts'
import { useCommand } from '../api/use-command.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { DialogEnd } from '../ui/DialogEnd.tsx'
import { readList } from '../ui/read-typed.ts'
import { RoleFields } from './RoleFields.tsx'

export function RoleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [role, setRole] = useState(person.role)
  const [units, setUnits] = useState(person.units.join(', '))
  const change = useCommand('people.change', ['people.list'])
  const save = () =>
    change.mutate({ personId: person.id, role, units: readList(units) }, { onSuccess: onClose })
  return (
    <Dialog title={person.name === '' ? person.email : person.name} open onClose={onClose}>
      <RoleFields role={role} units={units} onRole={setRole} onUnits={setUnits} />
      <DialogEnd label="Save" command={change} onSubmit={save} />
    </Dialog>
  )
}
