/** The pages a person can go to, in the order of the questions they answer. One list for menu and palette. */
export interface PageEntry {
  path: string
  title: string
  /** Words that also find it in the palette. */
  words?: string
  /** A number that waits, shown beside the title. */
  badge?: 'cases'
}

export interface PageGroup {
  title: string
  pages: readonly PageEntry[]
}

export const pageGroups: readonly PageGroup[] = [
  {
    title: 'Where we stand',
    pages: [
      { path: '/', title: 'Scorecard', words: 'home overview' },
      { path: '/measures', title: 'Measures', words: 'metrics kpi nps csat churn' },
      {
        path: '/scores',
        title: 'Scores',
        words: 'weighted raking response rate accounts silent benchmark',
      },
      { path: '/segments', title: 'Segments', words: 'groups cut by' },
      { path: '/retention', title: 'Retention', words: 'cohort triangle survival' },
      { path: '/value', title: 'Value', words: 'clv whale lifetime profit rfm' },
      { path: '/customers', title: 'Customers', words: 'people accounts search' },
    ],
  },
  {
    title: 'Why',
    pages: [
      { path: '/themes', title: 'Themes', words: 'comments topics sentiment why dictionary' },
      { path: '/verbatims', title: 'Verbatims', words: 'comments quotes search words text' },
    ],
  },
  {
    title: 'What we do',
    pages: [
      { path: '/cases', title: 'Cases', words: 'inner loop call back inbox late', badge: 'cases' },
      { path: '/huddle', title: 'Huddle', words: 'team week verbatims what changed' },
      { path: '/root-causes', title: 'Root causes', words: 'why cases catalogue outer loop' },
      { path: '/improvements', title: 'Improvements', words: 'outer loop causes before after' },
      { path: '/case-rules', title: 'Case rules', words: 'calendar hours holidays escalation' },
    ],
  },
  {
    title: 'Did it pay',
    pages: [
      { path: '/experiments', title: 'Experiments', words: 'holdout effect test ab causal' },
      { path: '/initiatives', title: 'Initiatives', words: 'plan npv correction value capture' },
      { path: '/benefits', title: 'Benefits', words: 'ledger booked realised grade' },
    ],
  },
  {
    title: 'Steer',
    pages: [
      {
        path: '/situation',
        title: 'Situation',
        words: 'swot five forces porter steer vrio capabilities crm assessment',
      },
      { path: '/goals', title: 'Goals', words: 'gqm question metric drivers' },
      { path: '/strategy', title: 'Strategy', words: 'map balanced scorecard bsc objectives' },
      { path: '/reviews', title: 'Reviews', words: 'meeting pack decisions actions slides' },
      { path: '/strategies', title: 'Segment strategies', words: 'plan approval enablers' },
      {
        path: '/allocation',
        title: 'Spend by band',
        words: 'allocation budget value band creators broad base planned actual',
      },
      { path: '/targets', title: 'Targets', words: 'goal forecast chance on track smart' },
      { path: '/claims', title: 'Claims', words: 'register per cent vendor hypothesis evidence' },
      { path: '/kpis', title: 'KPI library', words: 'measures adopt catalogue' },
    ],
  },
  {
    title: 'Listen',
    pages: [
      { path: '/surveys', title: 'Surveys', words: 'questions nps csat ces links qr widget' },
      { path: '/scoreboard', title: 'Live scoreboard', words: 'now answers hour wall screen' },
      {
        path: '/invitations',
        title: 'Invitations',
        words: 'plans sampling reminders coverage response rate ask',
      },
      {
        path: '/contact-budget',
        title: 'Contact budget',
        words: 'frequency quiet hours consent rehearsal fatigue',
      },
      { path: '/mail', title: 'Mail', words: 'caught outgoing try out smtp' },
    ],
  },
  {
    title: 'Data',
    pages: [
      { path: '/data', title: 'Data', words: 'quality coverage freshness loaded imports' },
      { path: '/import', title: 'Import', words: 'upload file csv excel parquet add' },
      { path: '/definitions', title: 'Definitions', words: 'formula sql meaning' },
    ],
  },
  {
    title: 'Settings',
    pages: [
      { path: '/people', title: 'People and keys', words: 'users roles api key invite password' },
      { path: '/units', title: 'Units', words: 'divisions regions owners organisation tree' },
      { path: '/webhooks', title: 'Webhooks', words: 'deliveries replay integrations signature' },
      {
        path: '/privacy',
        title: 'Privacy',
        words: 'withheld suppression small groups retention export erase gdpr person',
      },
      {
        path: '/workspace',
        title: 'Workspace',
        words: 'fiscal year currency time zone theme dark',
      },
    ],
  },
]
