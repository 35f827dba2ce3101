import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onApp } from '../app/app-route.tsx'

/** What we steer by: the situation, goals, KPIs, the strategy and its targets. */
export const steerRoutes = [
  createRoute({
    getParentRoute: onApp,
    path: '/allocation',
    component: lazyRouteComponent(
      () => import('./allocation/AllocationPage.tsx'),
      'AllocationPage',
    ),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/situation',
    component: lazyRouteComponent(() => import('./situation/SituationPage.tsx'), 'SituationPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/claims',
    component: lazyRouteComponent(() => import('./claims/ClaimsPage.tsx'), 'ClaimsPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/goals',
    component: lazyRouteComponent(() => import('./goals/GoalsPage.tsx'), 'GoalsPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/kpis',
    component: lazyRouteComponent(() => import('./kpis/KpisPage.tsx'), 'KpisPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/strategy',
    component: lazyRouteComponent(() => import('./strategy/StrategyPage.tsx'), 'StrategyPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/targets',
    component: lazyRouteComponent(() => import('./targets/TargetsPage.tsx'), 'TargetsPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/targets/$id',
    component: lazyRouteComponent(() => import('./targets/TargetPage.tsx'), 'TargetPage'),
  }),
]
