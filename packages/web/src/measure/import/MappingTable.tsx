import { factKind } from '@fealty/core'
import { useId } from 'react'
import type { ImportPreview } from '../../api/contracts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { expressionOf, type ImportDraft } from './import-draft.ts'

interface MappingTableProps {
  draft: ImportDraft
  preview: ImportPreview
  onMapping: (mapping: Record<string, string>) => void
}

interface FieldRow {
  field: string
  meaning: string
  isRequired: boolean
}

/** Fields of the kind and of the ratings found, in the order they are filled. */
function fieldRows(preview: ImportPreview): FieldRow[] {
  const fields = Object.entries(factKind(preview.kind).fields).map(
    ([field, { meaning, required }]) => ({
      field,
      meaning,
      isRequired: required === true,
    }),
  )
  const own = new Set(fields.map(({ field }) => field))
  const others = [...preview.mapping, ...preview.ratings]
    .map(({ field }) => field)
    .filter((field) => !own.has(field))
  const extra = [...new Set(others)].map((field) => ({
    field,
    meaning: 'A rating of its own',
    isRequired: false,
  }))
  return [...fields, ...extra]
}

/** Which column fills which field: guessed, and corrected by typing; arithmetic over columns works too. */
export function MappingTable({ draft, preview, onMapping }: MappingTableProps) {
  const listId = useId()
  const evidenceOf = (field: string) =>
    draft.mapping[field] === undefined
      ? preview.mapping.find((each) => each.field === field)?.evidence
      : 'as you said'
  const attributes = preview.columns.filter((column) => column.use === 'attribute')
  return (
    <Section
      title="Which column is what"
      note="a column, or arithmetic over columns: Quantity * Price"
    >
      <datalist id={listId}>
        {preview.columns.map((column) => (
          <option key={column.name} value={`"${column.name}"`} />
        ))}
      </datalist>
      <DataTable
        caption="Fields and the columns that fill them"
        rows={fieldRows(preview)}
        keyOf={(row) => row.field}
        columns={[
          {
            id: 'field',
            header: 'Field',
            cell: (row) => (
              <>
                <span className="row-title">
                  {row.field}
                  {row.isRequired && <span className="muted"> needed</span>}
                </span>
                <span className="row-note fold-narrow">{row.meaning}</span>
              </>
            ),
          },
          {
            id: 'expression',
            header: 'Filled from',
            cell: (row) => (
              <input
                className="input input--small"
                list={listId}
                aria-label={`${row.field} is filled from`}
                aria-invalid={preview.missing.includes(row.field)}
                placeholder={row.isRequired ? 'needed' : 'not in the file'}
                value={expressionOf(row.field, draft, preview)}
                onChange={(event) =>
                  onMapping({ ...draft.mapping, [row.field]: event.target.value })
                }
              />
            ),
          },
          {
            id: 'evidence',
            header: 'Why',
            fold: 'middle',
            cell: (row) => <span className="muted">{evidenceOf(row.field) ?? ''}</span>,
          },
        ]}
      />
      {attributes.length > 0 && (
        <p className="section-body section-note">
          Kept as attributes to cut by: {attributes.map((column) => column.name).join(', ')}
        </p>
      )}
    </Section>
  )
}
