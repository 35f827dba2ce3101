import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onApp } from '../app/app-route.tsx'
import { scoresSearch, themesSearch, verbatimsSearch } from './search-schema.ts'

/** Why: what customers say, and what it does to the score. */
export const explainRoutes = [
  createRoute({
    getParentRoute: onApp,
    path: '/themes',
    component: lazyRouteComponent(() => import('./themes/ThemesPage.tsx'), 'ThemesPage'),
    validateSearch: themesSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/scores',
    component: lazyRouteComponent(() => import('./scores/ScoresPage.tsx'), 'ScoresPage'),
    validateSearch: scoresSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/verbatims',
    component: lazyRouteComponent(() => import('./verbatims/VerbatimsPage.tsx'), 'VerbatimsPage'),
    validateSearch: verbatimsSearch,
  }),
]
