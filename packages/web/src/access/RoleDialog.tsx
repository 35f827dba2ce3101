import { useState } from 'react'
import type { Person } from '../api/contracts.ts'
import { useCommand } from '../api/use-command.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FormError } from '../ui/FormError.tsx'
import { readUnits, RoleFields } from './RoleFields.tsx'

export function RoleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const [role, setRole] = useState(person.role)
  const [units, setUnits] = useState(person.units.join(', '))
  const change = useCommand('people.change', ['people.list'])
  const save = () =>
    change.mutate({ personId: person.id, role, units: readUnits(units) }, { onSuccess: onClose })
  return (
    <Dialog title={person.name === '' ? person.email : person.name} open onClose={onClose}>
      <RoleFields role={role} units={units} onRole={setRole} onUnits={setUnits} />
      <FormError error={change.error} />
      <div className="dialog-actions">
        <Button look="primary" disabled={change.isPending} onClick={save}>
          Save
        </Button>
      </div>
    </Dialog>
  )
}
