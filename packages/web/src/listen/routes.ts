import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onApp } from '../app/app-route.tsx'
import { scoreboardSearch } from '../url/search-schema.ts'

/** How customers are asked, and what leaves. */
export const listenRoutes = [
  createRoute({
    getParentRoute: onApp,
    path: '/surveys',
    component: lazyRouteComponent(() => import('./surveys/SurveysPage.tsx'), 'SurveysPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/surveys/$surveyId',
    component: lazyRouteComponent(() => import('./surveys/SurveyPage.tsx'), 'SurveyPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/scoreboard',
    component: lazyRouteComponent(
      () => import('./scoreboard/ScoreboardPage.tsx'),
      'ScoreboardPage',
    ),
    validateSearch: scoreboardSearch,
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/invitations',
    component: lazyRouteComponent(
      () => import('./invitations/InvitationsPage.tsx'),
      'InvitationsPage',
    ),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/invitations/$planId',
    component: lazyRouteComponent(() => import('./invitations/PlanPage.tsx'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/contact-budget',
    component: lazyRouteComponent(() => import('./budget/BudgetPage.tsx'), 'BudgetPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/mail',
    component: lazyRouteComponent(() => import('./mail/MailPage.tsx'), 'MailPage'),
  }),
  createRoute({
    getParentRoute: onApp,
    path: '/webhooks',
    component: lazyRouteComponent(() => import('./webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
  }),
]
