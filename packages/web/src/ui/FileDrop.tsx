import { useId, useRef, useState, type DragEvent } from 'react'
import { Button } from './Button.tsx'

interface FileDropProps {
  onFiles: (files: File[]) => void
  /** Small words under the button: what is read here. */
  hint: string
  accept: string
}

/** A place to drop files on, and a button for whoever cannot drop. */
export function FileDrop({ onFiles, hint, accept }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const hintId = useId()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) onFiles(files)
  }
  return (
    <div
      className={isOver ? 'drop drop--over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p>Drop files here, one or several of the same kind</p>
      <Button look="primary" aria-describedby={hintId} onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label="Files"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
      <p className="section-note" id={hintId}>
        {hint}
      </p>
    </div>
  )
}
