import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onApp } from '../app/app-route.tsx'

/** Reviews and strategies. */
export const reviewRoutes = [
  createRoute({
    getParentRoute: onApp,
    path: '/reviews',
    component: lazyRouteComponent(() => import('./reviews/ReviewsPage.tsx'), 'ReviewsPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/reviews/$reviewId',
    component: lazyRouteComponent(() => import('./reviews/ReviewPage.tsx'), 'ReviewPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/strategies',
    component: lazyRouteComponent(
      () => import('./strategies/StrategiesPage.tsx'),
      'StrategiesPage',
    ),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/strategies/new',
    component: lazyRouteComponent(() => import('./strategies/StrategyPage.tsx'), 'NewStrategyPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/strategies/$strategyId',
    component: lazyRouteComponent(() => import('./strategies/StrategyPage.tsx'), 'StrategyPage'),
  }),
]
