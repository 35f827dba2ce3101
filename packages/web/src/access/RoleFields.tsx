import type { Role } from '@fealty/core'
import { SelectMenu } from '../ui/SelectMenu.tsx'
import { roleOptions } from './role-names.ts'
import { TextField } from './TextField.tsx'

interface RoleFieldsProps {
  role: Role
  units: string
  onRole: (role: Role) => void
  onUnits: (units: string) => void
}

/** A role, and for a manager the units. */
export function RoleFields({ role, units, onRole, onUnits }: RoleFieldsProps) {
  return (
    <>
      <div className="field">
        <span>Role</span>
        <SelectMenu label="Role" value={role} options={roleOptions} onChange={onRole} />
      </div>
      {role === 'manager' && (
        <TextField
          label="Units"
          hint="As they are called on the page Units, with commas between them."
          value={units}
          onChange={(event) => onUnits(event.target.value)}
        />
      )}
    </>
  )
}
