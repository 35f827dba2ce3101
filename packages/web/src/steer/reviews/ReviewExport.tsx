import { useState } from 'react'
import { askQuery } from '../../api/client.ts'
import type { Answer } from '../../api/contracts.ts'
import { saveFile } from '../../ui/export-chart.ts'
import { FormError } from '../../ui/FormError.tsx'
import { Menu } from '../../ui/Menu.tsx'

const forms = [
  { form: 'pdf', label: 'PDF' },
  { form: 'pptx', label: 'Slides (PPTX)' },
  { form: 'xlsx', label: 'Workbook (XLSX)' },
] as const

async function download(reviewId: string, form: string): Promise<void> {
  const file = (await askQuery('reviews.export', { reviewId, form })) as Answer<'reviews.export'>
  const bytes = Uint8Array.from(atob(file.content), (character) => character.charCodeAt(0))
  saveFile(file.fileName, new Blob([bytes], { type: file.mediaType }))
}

/** The same pack in the forms a meeting needs; all are drawn from one snapshot. */
export function ReviewExport({ reviewId }: { reviewId: string }) {
  const [problem, setProblem] = useState<Error | null>(null)
  const save = (form: string) => {
    setProblem(null)
    download(reviewId, form).catch((error: unknown) =>
      setProblem(error instanceof Error ? error : new Error('The file could not be made.')),
    )
  }
  return (
    <>
      <Menu label="PDF, slides, workbook">
        {forms.map(({ form, label }) => (
          <button key={form} type="button" onClick={() => save(form)}>
            {label}
          </button>
        ))}
        <button type="button" onClick={() => print()}>
          Print
        </button>
      </Menu>
      <FormError error={problem} inline />
    </>
  )
}
