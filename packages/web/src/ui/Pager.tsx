import type { ReactNode } from 'react'
import { Button } from './Button.tsx'

interface PagerProps {
  list: { total: number; page: number; pageSize: number }
  /** Where the page stands in the list, of so many pages. */
  place: (pages: number) => ReactNode
  /** The first page has no number. */
  onPage: (page: number | undefined) => void
}

/** Leafs through a long list; nothing where it is one page. */
export function Pager({ list: { total, page, pageSize }, place, onPage }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (pages === 1) return null
  return (
    <nav className="pager" aria-label="Pages of the list">
      <span className="muted">{place(pages)}</span>
      <Button disabled={page <= 1} onClick={() => onPage(page === 2 ? undefined : page - 1)}>
        Before
      </Button>
      <Button disabled={page >= pages} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  )
}
