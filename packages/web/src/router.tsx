import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { doorRoutes, settingsRoutes } from './access/routes.ts'
import { actRoutes } from './act/routes.ts'
import { app, root } from './app/app-route.tsx'
import { PageFailed } from './app/PageProblems.tsx'
import { listenRoutes } from './listen/routes.ts'
import { explainRoutes } from './explain/routes.ts'
import { measureRoutes } from './measure/routes.ts'
import { reviewRoutes } from './steer/review-routes.ts'
import { steerRoutes } from './steer/routes.ts'
import { proveRoutes } from './prove/routes.ts'
import { parseSearch, stringifySearch } from './url/search-text.ts'

/** The whole map of addresses. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      app.addChildren([
        ...measureRoutes,
        ...explainRoutes,
        ...actRoutes,
        ...steerRoutes,
        ...reviewRoutes,
        ...listenRoutes,
        ...proveRoutes,
        ...settingsRoutes,
      ]),
      ...doorRoutes,
    ]),
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageFailed,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
