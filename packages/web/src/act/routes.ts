import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onApp } from '../app/app-route.tsx'
import { casesSearch, huddleSearch, scopeSearch } from '../url/search-schema.ts'

export const actRoutes = [
  createRoute({
    getParentRoute: onApp,
    path: '/cases',
    component: lazyRouteComponent(() => import('./cases/CasesPage.tsx'), 'CasesPage'),
    validateSearch: casesSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/cases/$caseId',
    component: lazyRouteComponent(() => import('./cases/CasePage.tsx'), 'CasePage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/case-rules',
    component: lazyRouteComponent(() => import('./rules/RulesPage.tsx'), 'RulesPage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/huddle',
    component: lazyRouteComponent(() => import('./huddle/HuddlePage.tsx'), 'HuddlePage'),
    validateSearch: huddleSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/root-causes',
    component: lazyRouteComponent(() => import('./causes/CausesPage.tsx'), 'CausesPage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/improvements',
    component: lazyRouteComponent(
      () => import('./improvements/ImprovementsPage.tsx'),
      'ImprovementsPage',
    ),
    validateSearch: scopeSearch,
  }),
]
