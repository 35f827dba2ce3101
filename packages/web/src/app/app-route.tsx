import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { PageMissing } from './PageProblems.tsx'
import { sessionQuery } from './session.ts'
import { Shell } from './Shell.tsx'

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: PageMissing,
})

/** Pages behind the door: who is not signed in is led to it, and back afterwards. */
export const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (session.signedIn) return
    const back = location.href === '/' ? undefined : location.href
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to say “go there instead”
    throw redirect({ to: session.setupNeeded ? '/setup' : '/sign-in', search: { back } })
  },
})
/** The parent of every page behind the door. */
export const onApp = () => app
