import type { Role } from '@fealty/core'
import { useState } from 'react'
import { useCommand } from '../api/use-command.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { readList } from '../ui/read-typed.ts'
import { DoorForm } from './DoorForm.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { RoleFields } from './RoleFields.tsx'
import { TextField } from './TextField.tsx'

export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [role, setRole] = useState<Role>('viewer')
  const [units, setUnits] = useState('')
  const invite = useCommand('people.invite', ['people.list'])
  const close = () => {
    invite.reset()
    onClose()
  }
  if (invite.data) return <LinkDialog path={invite.data.path} what="invites" onClose={close} />
  const submit = (fields: Readonly<Record<string, string>>) =>
    invite.mutate({ email: fields.email ?? '', role, units: readList(units) })
  return (
    <Dialog title="Invite a person" open={open} onClose={close}>
      <DoorForm
        action="Make the link"
        pending={invite.isPending}
        error={invite.error}
        onSubmit={submit}
      >
        <TextField label="E-mail" name="email" type="email" autoComplete="off" required />
        <RoleFields role={role} units={units} onRole={setRole} onUnits={setUnits} />
      </DoorForm>
    </Dialog>
  )
}
