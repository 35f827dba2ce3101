import { useState } from 'react'
import type { Segment } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { SegmentDialog } from './SegmentDialog.tsx'
import { writeCondition } from './condition-text.ts'

const newSegment: Segment = { id: '', name: '', conditions: [] }

/** Saved segments: a name and the conditions that all hold together. */
export function SavedSegments() {
  const saved = useQuestion('segments.list', {})
  const remove = useCommand('segments.remove', ['segments.list', 'measure.catalogue'])
  const [edited, setEdited] = useState<Segment>()
  const mayEdit = useMayWrite()
  const actions: Column<Segment> = {
    id: 'actions',
    header: <span className="visually-hidden">Actions</span>,
    align: 'right',
    cell: (segment) => (
      <>
        <Button small onClick={() => setEdited(segment)} aria-label={`Edit ${segment.name}`}>
          Edit
        </Button>{' '}
        <Button
          small
          look="danger"
          onClick={() => remove.mutate({ id: segment.id })}
          aria-label={`Remove ${segment.name}`}
        >
          Remove
        </Button>
      </>
    ),
  }
  return (
    <Section
      title="Saved segments"
      note={saved.data ? `${saved.data.segments.length}` : undefined}
      tools={
        mayEdit && (
          <Button small onClick={() => setEdited(newSegment)}>
            New segment
          </Button>
        )
      }
    >
      <FormError error={saved.error ?? remove.error} />
      <DataTable
        caption="Saved segments"
        rows={saved.data?.segments ?? []}
        keyOf={(segment) => segment.id}
        columns={[
          {
            id: 'name',
            header: 'Segment',
            cell: (segment) => <span className="row-title">{segment.name}</span>,
          },
          {
            id: 'conditions',
            header: 'Customers with',
            cell: (segment) => segment.conditions.map(writeCondition).join(' and '),
          },
          ...(mayEdit ? [actions] : []),
        ]}
        empty={
          <p className="quiet">
            No segment is saved yet. Save one to cut every measure by it: by attribute, behaviour,
            value or score.
          </p>
        }
      />
      {edited && <SegmentDialog segment={edited} onClose={() => setEdited(undefined)} />}
    </Section>
  )
}
