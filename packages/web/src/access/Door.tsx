import { useEffect, type ReactNode } from 'react'

interface DoorProps {
  title: string
  children: ReactNode
}

/** The frame of the pages before somebody is signed in. */
export function Door({ title, children }: DoorProps) {
  useEffect(() => {
    document.title = `${title} · Fealty`
  }, [title])
  return (
    <main className="door">
      <div>
        <p className="brand">
          <strong>Fealty</strong>
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
