import type { ImportPreview } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'

const shownRows = 8

/** The first rows as they stand in the file. */
export function SampleTable({ preview }: { preview: ImportPreview }) {
  const rows = preview.sample.slice(0, shownRows)
  return (
    <Section title="First rows" note="as they stand in the file">
      <div className="scroll-x" role="region" aria-label="Rows of the file" tabIndex={0}>
        <table className="table table--ruled sample">
          <caption className="visually-hidden">First rows of the file</caption>
          <thead>
            <tr>
              {preview.columns.map((column) => (
                <th key={column.name} scope="col">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {preview.columns.map((column) => (
                  <td key={column.name}>{row[column.name] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
