import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { runCommand } from '../../api/client.ts'
import type { ImportPreview } from '../../api/contracts.ts'
import { inputOf, type ImportDraft } from './import-draft.ts'

const typingPauseMilliseconds = 400

/** The value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingPauseMilliseconds)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** How the files would be imported as decided so far; asked again when a decision changes. */
export function usePreview(draft: ImportDraft): UseQueryResult<ImportPreview> {
  const settled = useSettled(draft)
  const input = inputOf(settled)
  return useQuery({
    queryKey: ['import.preview', input],
    queryFn: () => runCommand('import.preview', input) as Promise<ImportPreview>,
    enabled: settled.uploads.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
}
