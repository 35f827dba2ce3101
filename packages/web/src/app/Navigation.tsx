import { Link } from '@tanstack/react-router'
import { keepScope } from '../url/scope.ts'
import { CaseBadge } from '../act/cases/CaseBadge.tsx'
import { pageGroups } from './pages.ts'

/** The groups ask the questions; every entry works. */
export function Navigation({ onLeave }: { onLeave?: () => void }) {
  return (
    <nav className="nav" aria-label="Pages">
      {pageGroups.map((group) => (
        <div key={group.title}>
          <h2>{group.title}</h2>
          <ul>
            {group.pages.map((page) => (
              <li key={page.path}>
                <Link
                  to={page.path}
                  search={keepScope}
                  activeOptions={{ exact: page.path === '/', includeSearch: false }}
                  onClick={onLeave}
                >
                  {page.title}
                  {page.badge === 'cases' && <CaseBadge />}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
