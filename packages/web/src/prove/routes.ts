import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onApp } from '../app/app-route.tsx'

/** Did it pay: experiments, initiatives, and what they have earned. */
export const proveRoutes = [
  createRoute({
    getParentRoute: onApp,
    path: '/experiments',
    component: lazyRouteComponent(
      () => import('./experiments/ExperimentsPage.tsx'),
      'ExperimentsPage',
    ),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/experiments/$experimentId',
    component: lazyRouteComponent(
      () => import('./experiments/ExperimentPage.tsx'),
      'ExperimentPage',
    ),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/initiatives',
    component: lazyRouteComponent(
      () => import('./initiatives/InitiativesPage.tsx'),
      'InitiativesPage',
    ),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/initiatives/$initiativeId',
    component: lazyRouteComponent(
      () => import('./initiatives/InitiativePage.tsx'),
      'InitiativePage',
    ),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/benefits',
    component: lazyRouteComponent(() => import('./initiatives/BenefitsPage.tsx'), 'BenefitsPage'),
  }),
]
