import { useState } from 'react'
import type { Unit } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { orderUnits, unitsHeadline } from './order-units.ts'
import { UnitDialog } from './UnitDialog.tsx'

type Placed = ReturnType<typeof orderUnits<Unit>>[number]

/** The parts of the company, their customers, and who answers for them. */
export function UnitsPage() {
  const answer = useQuestion('units.list', {})
  const [edited, setEdited] = useState<Unit | 'new'>()
  const mayEdit = useMayWrite()
  return (
    <Answered answer={answer}>
      {({ units }) => (
        <>
          <PageHead
            page="Units"
            headline={unitsHeadline(units)}
            subline="A unit is a part of the company that answers for customers; reviews, targets and cases go by it"
            tools={
              mayEdit && (
                <Button look="primary" onClick={() => setEdited('new')}>
                  New unit
                </Button>
              )
            }
          />
          <div className="stack">
            <UnitTable units={units} onEdit={mayEdit ? setEdited : undefined} />
          </div>
          {edited !== undefined && (
            <UnitDialog
              unit={edited === 'new' ? undefined : edited}
              units={units}
              onClose={() => setEdited(undefined)}
            />
          )}
        </>
      )}
    </Answered>
  )
}

interface UnitTableProps {
  units: readonly Unit[]
  /** Left out where the person may not change anything. */
  onEdit: ((unit: Unit) => void) | undefined
}

function UnitTable({ units, onEdit }: UnitTableProps) {
  const remove = useCommand('units.remove', ['units.list'])
  const columns: Column<Placed>[] = [
    {
      id: 'name',
      header: 'Unit',
      cell: ({ unit, depth }) => (
        <span className="unit-name" data-depth={Math.min(depth, 6)}>
          <span className="row-title">{unit.name}</span>
          <span className="row-note">{unit.kind}</span>
        </span>
      ),
    },
    {
      id: 'owner',
      header: 'Who answers for it',
      cell: ({ unit }) => (unit.owner === '' ? <span className="quiet">nobody</span> : unit.owner),
    },
    {
      id: 'customers',
      header: 'Its customers',
      fold: 'phone',
      cell: ({ unit }) => (unit.where.length === 0 ? 'all' : unit.where.join(' or ')),
    },
  ]
  const actions: Column<Placed> = {
    id: 'actions',
    header: <span className="visually-hidden">Actions</span>,
    align: 'right',
    cell: ({ unit }) => (
      <>
        <Button small onClick={() => onEdit?.(unit)} aria-label={`Edit ${unit.name}`}>
          Edit
        </Button>{' '}
        {!units.some(({ parentId }) => parentId === unit.id) && (
          <Button
            small
            look="danger"
            onClick={() => remove.mutate({ id: unit.id })}
            aria-label={`Remove ${unit.name}`}
          >
            Remove
          </Button>
        )}
      </>
    ),
  }
  return (
    <Section title="Units" note={`${units.length}`}>
      <FormError error={remove.error} />
      <DataTable
        caption="Units of the company"
        rows={orderUnits(units)}
        keyOf={({ unit }) => unit.id}
        columns={onEdit ? [...columns, actions] : columns}
        empty={
          <p className="quiet">
            Name the parts of your company: divisions, regions, shops. Each stands for the customers
            that your data give it, and has a role that answers for its numbers.
          </p>
        }
      />
    </Section>
  )
}
