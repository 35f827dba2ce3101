import { formatCount } from '@fealty/charts'
import { useRef } from 'react'
import type { ImportPreview } from '../../api/contracts.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { sizeText, type ImportDraft } from './import-draft.ts'

interface FileListProps {
  draft: ImportDraft
  preview: ImportPreview | undefined
  accept: string
  onMore: (files: File[]) => void
  onRemove: (uploads: ImportDraft['uploads']) => void
}

/** The files that were sent. */
export function FileList({ draft, preview, accept, onMore, onRemove }: FileListProps) {
  const input = useRef<HTMLInputElement>(null)
  const rows = preview
    ? `${formatCount(preview.rowsRead)}${preview.isComplete ? '' : ' first'} rows looked at`
    : undefined
  return (
    <Section
      title="Files"
      note={rows}
      tools={
        <Button small onClick={() => input.current?.click()}>
          Add files
        </Button>
      }
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label="More files"
        onChange={(event) => onMore([...(event.target.files ?? [])])}
      />
      <DataTable
        caption="Files"
        rows={draft.uploads}
        keyOf={(file) => file.upload}
        columns={[
          {
            id: 'name',
            header: 'File',
            cell: (file) => <span className="row-title">{file.name}</span>,
          },
          { id: 'size', header: 'Size', align: 'right', cell: (file) => sizeText(file.bytes) },
          {
            id: 'remove',
            header: <span className="visually-hidden">Actions</span>,
            align: 'right',
            cell: (file) => (
              <Button
                small
                look="plain"
                aria-label={`Leave out ${file.name}`}
                onClick={() => onRemove(draft.uploads.filter((each) => each !== file))}
              >
                ✕
              </Button>
            ),
          },
        ]}
      />
    </Section>
  )
}
