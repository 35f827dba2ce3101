import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { RejectsLink } from './RejectsLink.tsx'
import { MappingList } from './MappingList.tsx'
import { RowAccount } from './RowAccount.tsx'

type Import = Answer<'data.overview'>['imports'][number]

/** Every import, the undone ones too; each can be looked at and taken back. */
export function ImportTable({ imports }: { imports: readonly Import[] }) {
  const { writeDayOf } = useCompanyCalendar()
  const [shown, setShown] = useState<Import>()
  const columns: Column<Import>[] = [
    {
      id: 'files',
      header: 'Import',
      cell: (row) => (
        <>
          <span className="row-title">{row.files.map((file) => file.name).join(', ')}</span>
          <span className="row-note">
            {row.kind} · {writeDayOf(row.importedAt)}
            {row.state === 'undone' ? ' · undone' : ''}
          </span>
        </>
      ),
    },
    {
      id: 'in',
      header: 'Rows in',
      align: 'right',
      fold: 'narrow',
      cell: (row) => formatCount(row.rowsIn),
    },
    { id: 'kept', header: 'Kept', align: 'right', cell: (row) => formatCount(row.kept) },
    {
      id: 'rejected',
      header: 'Rejected',
      align: 'right',
      fold: 'narrow',
      cell: (row) => formatCount(row.rejected),
    },
    {
      id: 'more',
      header: <span className="visually-hidden">More</span>,
      align: 'right',
      cell: (row) => (
        <Button
          small
          onClick={() => setShown(row)}
          aria-haspopup="dialog"
          aria-label={`More on ${row.files[0]?.name ?? row.kind}`}
        >
          More
        </Button>
      ),
    },
  ]
  return (
    <Section title="Imports" note={`${imports.length}`}>
      <DataTable caption="Imports" columns={columns} rows={imports} keyOf={(row) => row.id} />
      {shown && <ImportDialog row={shown} onClose={() => setShown(undefined)} />}
    </Section>
  )
}

function ImportDialog({ row, onClose }: { row: Import; onClose: () => void }) {
  const undo = useCommand('import.undo', 'all')
  const mayImport = useMayWrite()
  const mayUndo = row.state === 'live' && mayImport
  return (
    <Dialog title={row.files.map((file) => file.name).join(', ')} open onClose={onClose} wide>
      <RowAccount account={row} />
      {row.rejected > 0 && mayImport && <RejectsLink importId={row.id} />}
      <MappingList mapping={row.mapping} />
      <FormError error={undo.error} />
      {mayUndo && (
        <div className="dialog-actions">
          <Button
            look="danger"
            disabled={undo.isPending}
            onClick={() => undo.mutate({ importId: row.id }, { onSuccess: onClose })}
          >
            Undo this import
          </Button>
        </div>
      )}
    </Dialog>
  )
}
