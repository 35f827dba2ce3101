import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { sessionQuery } from './app/session.ts'
import { PageFailed, PageMissing } from './app/PageProblems.tsx'
import { Shell } from './app/Shell.tsx'
import { MeasuresPage } from './measure/measures/MeasuresPage.tsx'
import { ScorecardPage } from './measure/scorecard/ScorecardPage.tsx'
import {
  cohortsSearch,
  customersSearch,
  metricSearch,
  scopeSearch,
  scorecardSearch,
  signInSearch,
} from './url/search-schema.ts'
import { parseSearch, stringifySearch } from './url/search-text.ts'

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: PageMissing,
})

/** Pages behind the door: who is not signed in is led to it, and back afterwards. */
const app = createRoute({
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
const onApp = () => app

const pages = [
  createRoute({
    getParentRoute: onApp,
    path: '/',
    component: ScorecardPage,
    validateSearch: scorecardSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/measures',
    component: MeasuresPage,
    validateSearch: scorecardSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/measures/$metric',
    component: lazyRouteComponent(
      () => import('./measure/metric-page/MetricPage.tsx'),
      'MetricPage',
    ),
    validateSearch: metricSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/segments',
    component: lazyRouteComponent(
      () => import('./measure/segments/SegmentsPage.tsx'),
      'SegmentsPage',
    ),
    validateSearch: scorecardSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/retention',
    component: lazyRouteComponent(() => import('./measure/cohorts/CohortsPage.tsx'), 'CohortsPage'),
    validateSearch: cohortsSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/value',
    component: lazyRouteComponent(() => import('./measure/value/ValuePage.tsx'), 'ValuePage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/customers',
    component: lazyRouteComponent(
      () => import('./measure/customers/CustomersPage.tsx'),
      'CustomersPage',
    ),
    validateSearch: customersSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/customers/$customerId',
    component: lazyRouteComponent(
      () => import('./measure/customers/CustomerPage.tsx'),
      'CustomerPage',
    ),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/data',
    component: lazyRouteComponent(() => import('./measure/data-quality/DataPage.tsx'), 'DataPage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/import',
    component: lazyRouteComponent(() => import('./measure/import/ImportPage.tsx'), 'ImportPage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/definitions',
    component: lazyRouteComponent(
      () => import('./measure/definitions/DefinitionsPage.tsx'),
      'DefinitionsPage',
    ),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/people',
    component: lazyRouteComponent(() => import('./access/PeoplePage.tsx'), 'PeoplePage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/workspace',
    component: lazyRouteComponent(() => import('./access/WorkspacePage.tsx'), 'WorkspacePage'),
    validateSearch: scopeSearch,
  }),
]

const doors = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./access/SignInPage.tsx'), 'SignInPage'),
    validateSearch: signInSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/enter',
    component: lazyRouteComponent(() => import('./access/EnterPage.tsx'), 'EnterPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(() => import('./access/SetupPage.tsx'), 'SetupPage'),
    validateSearch: signInSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitation',
    component: lazyRouteComponent(() => import('./access/InvitationPage.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/new-password',
    component: lazyRouteComponent(() => import('./access/NewPasswordPage.tsx'), 'NewPasswordPage'),
  }),
]

/** The whole map of addresses. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([app.addChildren(pages), ...doors]),
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
