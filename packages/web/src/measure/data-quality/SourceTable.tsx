import { formatCount } from '@fealty/charts'
import { useState } from 'react'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { FormError } from '../../ui/FormError.tsx'
import { Section } from '../../ui/Section.tsx'
import { SourceDialog } from './SourceDialog.tsx'
import { sourceState, type Source } from './source-state.ts'

/** Tables that are read where they lie; nothing is shown where there is none. */
export function SourceTable() {
  const { data } = useQuestion('source.list', {})
  const [shown, setShown] = useState<Source>()
  const check = useCommand('source.check', 'all')
  const mayWrite = useMayWrite()
  if (data === undefined || data.sources.length === 0) return null
  const columns: Column<Source>[] = [
    {
      id: 'table',
      header: 'Table',
      cell: (row) => (
        <>
          <span className="row-title">{row.name}</span>
          <span className="row-note">
            {row.kind} · {row.table} · {sourceState(row)}
          </span>
        </>
      ),
    },
    {
      id: 'in',
      header: 'Rows in',
      align: 'right',
      fold: 'narrow',
      cell: ({ check: look }) => (look ? formatCount(look.rowsIn) : ''),
    },
    {
      id: 'kept',
      header: 'Kept',
      align: 'right',
      cell: ({ check: look }) => (look ? formatCount(look.kept) : ''),
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
          aria-label={`More on ${row.name}`}
        >
          More
        </Button>
      ),
    },
  ]
  return (
    <Section
      title="Mapped tables"
      note={`${data.sources.length}`}
      tools={
        mayWrite &&
        data.isReachable && (
          <Button small disabled={check.isPending} onClick={() => check.mutate({})}>
            Look again
          </Button>
        )
      }
    >
      <FormError error={check.error} />
      <DataTable
        caption="Mapped tables"
        columns={columns}
        rows={data.sources}
        keyOf={(row) => row.id}
      />
      {shown && <SourceDialog source={shown} onClose={() => setShown(undefined)} />}
    </Section>
  )
}
