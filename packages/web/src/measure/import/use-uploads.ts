import { useState } from 'react'
import { uploadFile, type Progress } from '../../api/client.ts'
import type { ImportDraft } from './import-draft.ts'

interface Uploads {
  send: (files: File[]) => void
  progress: Progress | undefined
  error: Error | undefined
}

/** Sends files to the server's staging area, one after the other. */
export function useUploads(onSent: (sent: ImportDraft['uploads']) => void): Uploads {
  const [progress, setProgress] = useState<Progress>()
  const [error, setError] = useState<Error>()
  const sendAll = async (files: readonly File[]) => {
    setError(undefined)
    try {
      for (const [index, file] of files.entries()) {
        setProgress({ text: `Sending ${file.name}`, share: index / files.length })
        const { upload } = await uploadFile(file)
        onSent([{ upload, name: file.name, bytes: file.size }])
      }
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error('The file could not be sent.'))
    } finally {
      setProgress(undefined)
    }
  }
  return { send: (files) => void sendAll(files), progress, error }
}
