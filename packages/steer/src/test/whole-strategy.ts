/** A strategy with all seven elements; tests take parts away. */
export const wholeStrategy = {
  name: 'Broadband stays',
  goal: {
    text: 'Broadband customers recommend us again',
    metric: 'nps' as const,
    segment: 'Broadband',
    due: '2027-03-31',
  },
  scope: {
    is: 'A repair of ordering and of repair times for broadband customers',
    isNot: 'Not a price campaign, and not a new loyalty card',
  },
  difference: 'Orders are validated before dispatch, and one person owns each repair',
  segments: ['Broadband'],
  value: 'Each point of yearly churn that is avoided keeps 240,000 euros of margin',
  capabilities: 'Field crews of our own and the line data that no reseller has',
  timeframe: 'First benefits by Q1 2027, the whole by the end of 2027',
  expectations: 'Care closes a case only when the customer says it is solved',
  audiences: {
    customers: 'The right router arrives the first time',
    staff: 'You may send a replacement without asking',
  },
  accountability: [
    {
      kind: 'decision' as const,
      what: 'Stop a release',
      accountable: 'Head of Broadband',
      right: 'Alone, at any time',
      incentive: 'A third of the bonus follows order accuracy',
    },
    { kind: 'metric' as const, what: 'NPS', accountable: 'Head of Broadband' },
  ],
  enablers: {
    structure: { readiness: 4, what: 'An owner for the segment' },
    processes: { readiness: 2, what: 'Order validation runs in one region' },
    technology: { readiness: 3, what: 'The order system knows the line' },
  },
  owner: 'Head of Broadband',
}
