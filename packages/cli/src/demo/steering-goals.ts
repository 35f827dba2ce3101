export const steeringGoals = [
  {
    id: 'loyalty',
    name: 'Win back the loyalty of broadband customers',
    object: 'Customers with a contract',
    purpose: 'Improve',
    issue: 'loyalty',
    viewpoint: 'Chief Customer Officer',
    context: 'After the breakdown of ordering in summer 2026',
  },
  {
    id: 'effort',
    name: 'Make service easy and affordable',
    object: 'Customer care in all channels',
    purpose: 'Improve',
    issue: 'effort and cost',
    viewpoint: 'Head of Customer Care',
    context: 'Contacts move from phone to portal and chat',
  },
]

export const steeringQuestions = [
  {
    id: 'q-loyal',
    goalId: 'loyalty',
    text: 'How loyal are our customers?',
    group: 'object',
    kpiIds: ['nps', 'churn'],
  },
  {
    id: 'q-drivers',
    goalId: 'loyalty',
    text: 'What contributes most to recommendation?',
    group: 'attributes',
    kpiIds: ['order-accuracy'],
    panel: { kind: 'drivers', outcome: 'nps', where: ['survey=relationship'] },
  },
  {
    id: 'q-pays',
    goalId: 'loyalty',
    text: 'Does loyalty show in revenue?',
    group: 'evaluate',
    kpiIds: ['nrr'],
  },
  {
    id: 'q-rivals',
    goalId: 'loyalty',
    text: 'Do customers prefer us to our rivals?',
    group: 'evaluate',
    kpiIds: [],
  },
  {
    id: 'q-easy',
    goalId: 'effort',
    text: 'How easy is it to get help?',
    group: 'object',
    kpiIds: ['ease', 'satisfaction'],
  },
  {
    id: 'q-solved',
    goalId: 'effort',
    text: 'How often is a matter settled, and where?',
    group: 'attributes',
    kpiIds: ['resolved', 'digital'],
  },
  {
    id: 'q-cost',
    goalId: 'effort',
    text: 'What does a contact cost us?',
    group: 'evaluate',
    kpiIds: ['service-cost'],
  },
]
