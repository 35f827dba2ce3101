import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useQuestion } from '../api/use-question.ts'
import { chooseTheme } from '../theme/theme-choice.ts'
import { keepScope } from '../url/scope.ts'
import { pageGroups } from './pages.ts'
import { findEntries, type PaletteEntry } from './palette-matches.ts'

function useEntries(typed: string): PaletteEntry[] {
  const navigate = useNavigate()
  const catalogue = useQuestion('measure.catalogue', {})
  const go = (to: string) => () => void navigate({ to, search: keepScope as never })
  const pages = pageGroups.flatMap((group) =>
    group.pages.map((page) => ({
      id: page.path,
      title: page.title,
      group: group.title,
      words: page.words ?? '',
      run: go(page.path),
    })),
  )
  const measures = (catalogue.data?.metrics ?? [])
    .filter((metric) => metric.available)
    .map((metric) => ({
      id: `/measures/${metric.id}`,
      title: metric.title,
      group: 'Measure',
      words: metric.id,
      run: go(`/measures/${metric.id}`),
    }))
  const looks = (['light', 'dark', 'system'] as const).map((choice) => ({
    id: `look-${choice}`,
    title: choice === 'system' ? 'Follow the system’s look' : `Use the ${choice} look`,
    group: 'Do',
    words: 'theme appearance',
    run: () => chooseTheme(choice),
  }))
  const found = findEntries([...pages, ...measures, ...looks], typed)
  if (typed.trim() === '') return found
  const search: PaletteEntry = {
    id: 'search-customers',
    title: `Customers with “${typed.trim()}”`,
    group: 'Search',
    words: '',
    run: () => void navigate({ to: '/customers', search: { search: typed.trim() } as never }),
  }
  return [...found, search]
}

/** Everything by keyboard: type, choose with the arrows, Enter. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const entries = useEntries(typed)
  const dialog = useRef<HTMLDialogElement>(null)
  const listId = useId()
  const current = Math.min(chosen, entries.length - 1)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return
    dialog.current?.close()
    entry.run()
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setChosen((current + step + entries.length) % Math.max(1, entries.length))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(entries[current])
    }
  }
  return (
    <dialog ref={dialog} className="palette" aria-label="Find or do anything" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-label="Find or do anything"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={entries[current] ? `${listId}-${current}` : undefined}
        placeholder="Find a page, a measure, a customer …"
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKey}
      />
      <div className="palette-list" id={listId} role="listbox" aria-label="Found">
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onPointerMove={() => setChosen(index)}
            onClick={() => run(entry)}
          >
            {entry.title}
            <span className="muted">{entry.group}</span>
          </div>
        ))}
      </div>
    </dialog>
  )
}
