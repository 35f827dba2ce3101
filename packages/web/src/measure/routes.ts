import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onApp } from '../app/app-route.tsx'
import {
  cohortsSearch,
  customersSearch,
  metricSearch,
  scopeSearch,
  scorecardSearch,
} from '../url/search-schema.ts'
import { MeasuresPage } from './measures/MeasuresPage.tsx'
import { ScorecardPage } from './scorecard/ScorecardPage.tsx'

/** Where we stand, and the data behind it. */
export const measureRoutes = [
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
    component: lazyRouteComponent(() => import('./metric-page/MetricPage.tsx'), 'MetricPage'),
    validateSearch: metricSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/segments',
    component: lazyRouteComponent(() => import('./segments/SegmentsPage.tsx'), 'SegmentsPage'),
    validateSearch: scorecardSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/retention',
    component: lazyRouteComponent(() => import('./cohorts/CohortsPage.tsx'), 'CohortsPage'),
    validateSearch: cohortsSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/value',
    component: lazyRouteComponent(() => import('./value/ValuePage.tsx'), 'ValuePage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/customers',
    component: lazyRouteComponent(() => import('./customers/CustomersPage.tsx'), 'CustomersPage'),
    validateSearch: customersSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/customers/$customerId',
    component: lazyRouteComponent(() => import('./customers/CustomerPage.tsx'), 'CustomerPage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/data',
    component: lazyRouteComponent(() => import('./data-quality/DataPage.tsx'), 'DataPage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/import',
    component: lazyRouteComponent(() => import('./import/ImportPage.tsx'), 'ImportPage'),
    validateSearch: scopeSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/definitions',
    component: lazyRouteComponent(
      () => import('./definitions/DefinitionsPage.tsx'),
      'DefinitionsPage',
    ),
    validateSearch: scopeSearch,
  }),
]
