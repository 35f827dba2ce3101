import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { streamCommand, type Progress } from '../../api/client.ts'
import type { ImportReport } from '../../api/contracts.ts'
import { inputOf, type ImportDraft } from './import-draft.ts'

interface RunImport {
  start: (draft: ImportDraft, dryRun?: boolean) => void
  cancel: () => void
  reset: () => void
  /** Set while it runs. */
  step: Progress | undefined
  report: ImportReport | undefined
  /** What a try without keeping gave. */
  trial: ImportReport | undefined
  error: Error | undefined
}

/** Runs the import and hears how far it is; afterwards every answer is asked again. */
export function useRunImport(): RunImport {
  const cache = useQueryClient()
  const gone = useRef<AbortController>(null)
  const [state, setState] = useState<Pick<RunImport, 'step' | 'report' | 'trial' | 'error'>>({
    step: undefined,
    report: undefined,
    trial: undefined,
    error: undefined,
  })
  const none = { step: undefined, report: undefined, trial: undefined, error: undefined }
  const run = async (draft: ImportDraft, dryRun: boolean) => {
    const controller = new AbortController()
    gone.current = controller
    setState({ ...none, step: { text: 'Starting' } })
    try {
      const report = (await streamCommand(
        'import.run',
        { ...inputOf(draft), dryRun },
        (step) => setState((before) => ({ ...before, step })),
        controller.signal,
      )) as ImportReport
      setState(dryRun ? { ...none, trial: report } : { ...none, report })
      // The preview is not asked again: its uploads went into the facts.
      if (!dryRun)
        await cache.invalidateQueries({
          predicate: ({ queryKey }) => queryKey[0] !== 'import.preview',
        })
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('The import failed.')
      setState(controller.signal.aborted ? none : { ...none, error })
    }
  }
  return {
    ...state,
    start: (draft, dryRun = false) => void run(draft, dryRun),
    cancel: () => gone.current?.abort(),
    reset: () => setState(none),
  }
}
