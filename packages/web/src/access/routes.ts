import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onApp, root } from '../app/app-route.tsx'
import { scopeSearch, signInSearch } from '../url/search-schema.ts'

/** Who may come in, and what the workspace says of itself. */
export const settingsRoutes = [
  createRoute({
    getParentRoute: onApp,
    path: '/people',
    component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/units',
    component: lazyRouteComponent(() => import('../measure/units/UnitsPage.tsx'), 'UnitsPage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/privacy',
    component: lazyRouteComponent(
      () => import('../explain/privacy/PrivacyPage.tsx'),
      'PrivacyPage',
    ),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/workspace',
    component: lazyRouteComponent(() => import('./WorkspacePage.tsx'), 'WorkspacePage'),
    validateSearch: scopeSearch,
  }),
]

/** Pages before the door. */
export const doorRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
    validateSearch: signInSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/enter',
    component: lazyRouteComponent(() => import('./EnterPage.tsx'), 'EnterPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(() => import('./SetupPage.tsx'), 'SetupPage'),
    validateSearch: signInSearch,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitation',
    component: lazyRouteComponent(() => import('./InvitationPage.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/new-password',
    component: lazyRouteComponent(() => import('./NewPasswordPage.tsx'), 'NewPasswordPage'),
  }),
]
