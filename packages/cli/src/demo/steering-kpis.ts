const metric = (id: string) => ({ kind: 'metric', metric: id })
const is = (column: string, ...values: string[]) => ({ column, operator: 'is', values })
const known = (column: string) => ({ column, operator: 'known', values: [] })

const share = (facts: string, hit: object[], among: object[]) => ({
  kind: 'expression',
  expression: { facts, kind: 'share', hit, among },
})

const care = 'Head of Customer Care'

/** What Northline steers by: most of it live, one value by hand, one without a lever. */
export const steeringKpis = [
  {
    id: 'nps',
    name: 'Net promoter score',
    libraryId: 'nps',
    binding: metric('nps'),
    where: ['survey=relationship'],
    accountable: 'Chief Customer Officer',
    levers: [{ what: 'Programme of customer experience', decidedBy: 'Chief Customer Officer' }],
    northStar: true,
  },
  {
    id: 'satisfaction',
    name: 'Satisfaction after service',
    libraryId: 'csat',
    binding: metric('csat'),
    where: ['survey=after-service'],
    accountable: care,
    levers: [{ what: 'Staffing and training of care', decidedBy: care }],
  },
  {
    id: 'ease',
    name: 'Ease of service',
    libraryId: 'ease',
    binding: metric('ces'),
    accountable: care,
    levers: [{ what: 'Scripts, routing and self-service', decidedBy: care }],
  },
  {
    id: 'resolved',
    name: 'Contacts resolved',
    libraryId: 'resolved',
    perspective: 'internal',
    binding: share('interactions', [is('outcome', 'resolved')], [known('outcome')]),
    accountable: care,
    levers: [{ what: 'Rights of agents to settle a matter', decidedBy: care }],
  },
  {
    id: 'order-accuracy',
    name: 'Order accuracy',
    libraryId: 'order-accuracy',
    perspective: 'internal',
    binding: share(
      'interactions',
      [{ column: 'reason', operator: 'is-not', values: ['Wrong item delivered'] }],
      [is('touchpoint', 'Ordering')],
    ),
    accountable: 'Head of Logistics',
    levers: [{ what: 'Validation of orders before dispatch', decidedBy: 'Head of Logistics' }],
  },
  {
    id: 'digital',
    name: 'Contacts in digital channels',
    libraryId: 'digital-contacts',
    perspective: 'learning',
    binding: share('interactions', [is('channel', 'chat', 'portal')], [known('channel')]),
    accountable: 'Head of Digital',
    levers: [{ what: 'Features of portal and chat', decidedBy: 'Head of Digital' }],
  },
  {
    id: 'portal-users',
    name: 'Customers who use the portal',
    libraryId: 'portal-users',
    perspective: 'learning',
    binding: {
      kind: 'expression',
      expression: {
        facts: 'usage',
        kind: 'customer-share',
        hit: [
          is('metric', 'portal_logins'),
          { column: 'quantity', operator: 'at-least', values: ['1'] },
        ],
      },
    },
    accountable: 'Head of Digital',
    levers: [{ what: 'Features of portal and chat', decidedBy: 'Head of Digital' }],
  },
  {
    id: 'churn',
    name: 'Customer churn',
    libraryId: 'churn',
    binding: metric('churn'),
    better: 'lower',
    accountable: 'Chief Customer Officer',
    levers: [{ what: 'Retention offers and calls', decidedBy: 'Chief Customer Officer' }],
  },
  {
    id: 'nrr',
    name: 'Net revenue retention',
    libraryId: 'nrr',
    perspective: 'financial',
    binding: metric('nrr'),
    accountable: 'Chief Commercial Officer',
    levers: [{ what: 'Price and offers for the base', decidedBy: 'Chief Commercial Officer' }],
  },
  {
    id: 'bundles',
    name: 'Bundles among new contracts',
    libraryId: 'bundle-take',
    perspective: 'financial',
    binding: share('subscriptions', [known('bundle')], []),
    accountable: 'Head of Products',
    levers: [{ what: 'Content and price of bundles', decidedBy: 'Head of Products' }],
  },
  {
    id: 'service-cost',
    name: 'Cost of a contact',
    libraryId: 'contact-cost',
    perspective: 'financial',
    better: 'lower',
    binding: {
      kind: 'expression',
      expression: { facts: 'interactions', kind: 'mean', column: 'cost' },
    },
    accountable: care,
    levers: [{ what: 'Mix of channels', decidedBy: 'Head of Digital' }],
  },
  {
    id: 'market-share',
    name: 'Market share by customers',
    libraryId: 'market-share-lines',
    perspective: 'financial',
    binding: { kind: 'manual' },
    accountable: 'Head of Strategy',
    levers: [{ what: 'Entry into new regions', decidedBy: 'Head of Strategy' }],
  },
]
