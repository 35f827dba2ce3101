import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Unit } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'

interface UnitDialogProps {
  /** Left out for a new unit. */
  unit?: Unit | undefined
  units: readonly Unit[]
  onClose: () => void
}

const none = { value: '', label: 'None' }

/** A unit's name, its place, its customers and who answers for it. */
export function UnitDialog({ unit, units, onClose }: UnitDialogProps) {
  const dimensions = useQuestion('measure.catalogue', {}).data?.dimensions ?? []
  const save = useCommand('units.save', ['units.list'])
  const [name, setName] = useState(unit?.name ?? '')
  const [kind, setKind] = useState(unit?.kind ?? '')
  const [owner, setOwner] = useState(unit?.owner ?? '')
  const [parentId, setParentId] = useState(unit?.parentId ?? '')
  const [dimension, setDimension] = useState(unit?.dimension ?? '')
  const [value, setValue] = useState(unit?.value ?? '')
  const submit = () =>
    save.mutate(
      {
        ...(unit === undefined ? {} : { id: unit.id, expected: unit.version }),
        name,
        kind,
        owner,
        ownerPersonId: unit?.ownerPersonId ?? null,
        parentId: parentId === '' ? null : parentId,
        dimension: dimension === '' ? null : dimension,
        value: dimension === '' ? null : value,
      },
      { onSuccess: onClose },
    )
  const above = units
    .filter(({ id }) => id !== unit?.id)
    .map(({ id, name: label }) => ({ value: id, label }))
  const cuts = dimensions.map(({ name: cut, label }) => ({ value: cut, label }))
  return (
    <Dialog title={unit === undefined ? 'New unit' : 'Edit the unit'} open onClose={onClose}>
      <TextField label="Name" value={name} onChange={(event) => setName(event.target.value)} />
      <TextField
        label="Kind"
        hint="In your own words: division, region, shop."
        value={kind}
        onChange={(event) => setKind(event.target.value)}
      />
      <TextField
        label="Owner"
        hint="The role that answers for its numbers, such as Head of Broadband."
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
      />
      <div className="field">
        <span>Stands under</span>
        <SelectMenu
          label="Stands under"
          value={parentId}
          options={[none, ...above]}
          onChange={setParentId}
        />
      </div>
      <div className="field">
        <span>Its customers are cut by</span>
        <SelectMenu
          label="Its customers are cut by"
          value={dimension}
          options={[{ value: '', label: 'Nothing: it stands for its parts' }, ...cuts]}
          onChange={setDimension}
        />
      </div>
      {dimension !== '' && (
        <TextField
          label="Value"
          hint="As it stands in your data."
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      )}
      <DialogEnd
        label="Save"
        command={save}
        disabled={name.trim() === '' || (dimension !== '' && value === '')}
        onSubmit={submit}
      />
    </Dialog>
  )
}
