import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { EngineNotice } from './EngineNotice.tsx'
import { Navigation } from './Navigation.tsx'
import { useSession } from './session.ts'
import { SidebarFoot } from './SidebarFoot.tsx'

function Brand() {
  const session = useSession()
  return (
    <Link to="/" className="brand">
      <strong>Fealty</strong>
      <span>{session?.workspace?.name ?? '\u00a0'}</span>
    </Link>
  )
}

function useCommandKey(open: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      open()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [open])
}

/** After a change of page the reader starts at its top; a change of filter leaves it where it is. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const isFirst = useRef(true)
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path])
  return main
}

function NarrowMenu({ onFind }: { onFind: () => void }) {
  const sheet = useRef<HTMLDialogElement>(null)
  const close = () => sheet.current?.close()
  return (
    <header className="topbar no-print">
      <Brand />
      <Button small onClick={onFind}>
        Find
      </Button>
      <Button small onClick={() => sheet.current?.showModal()} aria-haspopup="dialog">
        Menu
      </Button>
      <dialog ref={sheet} className="nav-sheet" aria-label="Menu">
        <Button look="plain" small onClick={close}>
          ✕ Close
        </Button>
        <Navigation onLeave={close} />
        <SidebarFoot />
      </dialog>
    </header>
  )
}

/** The frame around every page: menu, search, and the page itself. */
export function Shell() {
  const [finding, setFinding] = useState(false)
  useCommandKey(() => setFinding(true))
  const main = useFocusOnNewPage()
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <div className="app">
        <header className="sidebar no-print">
          <Brand />
          <button type="button" className="find" onClick={() => setFinding(true)}>
            Find or do anything <kbd>Ctrl K</kbd>
          </button>
          <Navigation />
          <SidebarFoot />
        </header>
        <NarrowMenu onFind={() => setFinding(true)} />
        <main id="main" className="main" ref={main} tabIndex={-1}>
          <EngineNotice />
          <Outlet />
        </main>
      </div>
      {finding && <CommandPalette onClose={() => setFinding(false)} />}
    </>
  )
}
