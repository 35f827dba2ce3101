import { rejectsAddress } from '../../api/client.ts'

/** Saves the rows of an import that did not fit. */
export function RejectsLink({ importId }: { importId: string }) {
  return (
    <p>
      <a href={rejectsAddress(importId)} download>
        Save the rejected rows
      </a>{' '}
      <span className="section-note">CSV, each row with its file, line and reason</span>
    </p>
  )
}
