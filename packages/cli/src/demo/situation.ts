import type { Filler } from './filler.ts'

const summer = { from: '2026-07-01', to: '2026-09-30' }
const strategy = 'Head of Strategy'
const care = 'Head of Customer Care'
const broadband = 'Head of Broadband'
const technology = 'Chief Information Officer'

const force = (name: string, rating: number, trend: string, text: string, citation?: object) => ({
  id: `force-${name}`,
  statement: { kind: 'force', force: name, rating, trend, text, owner: strategy, citation },
})

const forces = [
  force('rivalry', 5, 'rising', 'Two rivals sell the same lines and win customers by price alone'),
  force('entrants', 2, 'steady', 'Digging for a network of one’s own keeps newcomers away'),
  force('substitutes', 3, 'rising', 'Mobile with a large allowance replaces a line in small homes'),
  force('buyers', 4, 'rising', 'Leaving takes one call since the rules on switching changed', {
    metric: 'churn',
    ...summer,
  }),
  force('suppliers', 3, 'steady', 'Three makers sell routers; one of them half of ours'),
]

const statements = [
  ...forces,
  {
    id: 'around-switching',
    statement: {
      kind: 'surroundings',
      area: 'regulatory',
      text: 'Contracts may be ended monthly after the first term',
      owner: 'Head of Legal',
      reviewMonths: 12,
    },
  },
  {
    id: 'around-energy',
    statement: {
      kind: 'surroundings',
      area: 'ecological',
      text: 'Business customers ask for the power that a line draws before they sign',
      owner: strategy,
    },
  },
  {
    id: 'strong-stay',
    statement: {
      kind: 'swot',
      side: 'strength',
      text: 'Most of our customers stay with us for another year',
      owner: strategy,
      citation: { metric: 'retention', from: '2025-07-01', to: '2025-09-30' },
    },
  },
  {
    id: 'weak-orders',
    statement: {
      kind: 'swot',
      side: 'weakness',
      text: 'Broadband customers recommend us less since their orders go wrong',
      owner: broadband,
      citation: { metric: 'nps', where: ['segment=Consumer broadband'], ...summer },
      reviewMonths: 3,
      kpiIds: ['order-accuracy'],
      leverIds: ['retain-longer'],
    },
  },
  {
    id: 'strong-help',
    statement: {
      kind: 'swot',
      side: 'strength',
      text: 'Getting help is easy for most who ask for it',
      owner: care,
      citation: { metric: 'ces', ...summer },
      kpiIds: ['ease', 'resolved'],
      leverIds: ['lower-cost-to-serve'],
      reviewMonths: 3,
    },
  },
  {
    id: 'weak-pace',
    statement: {
      kind: 'swot',
      side: 'weakness',
      text: 'A new service takes us longer than our rivals, and nobody measures how long',
      owner: technology,
    },
  },
  {
    id: 'chance-bundles',
    statement: {
      kind: 'swot',
      side: 'opportunity',
      text: 'Households with mobile from us and a line from a rival can be asked for both',
      owner: broadband,
      kpiIds: ['bundles'],
      leverIds: ['grow-share-of-wallet'],
    },
  },
  {
    id: 'threat-price',
    statement: {
      kind: 'swot',
      side: 'threat',
      text: 'A price war would hit the plans that just carry themselves first',
      owner: 'Finance lead',
      leverIds: ['price-and-mix', 'retain-longer'],
    },
  },
  {
    id: 'asset-lines',
    statement: {
      kind: 'asset',
      name: 'Data of every line',
      text: 'We see a fault before the customer calls, but care cannot open the picture',
      owner: technology,
      valuable: true,
      rare: true,
      inimitable: true,
      organised: false,
    },
  },
  {
    id: 'asset-crews',
    statement: {
      kind: 'asset',
      name: 'Field crews of our own',
      text: 'Repairs begin on the next day where resellers wait for a contractor',
      owner: broadband,
      valuable: true,
      rare: true,
      inimitable: false,
      organised: true,
    },
  },
  {
    id: 'capability-repair',
    statement: {
      kind: 'capability',
      sort: 'distinctive',
      text: 'Finding a fault on the line without a visit',
      owner: technology,
    },
  },
  {
    id: 'self-consensus',
    statement: {
      kind: 'self',
      question: 'consensus',
      answer: 'partly',
      text: 'Care means cases by it, marketing means campaigns',
      owner: 'Head of Customer Experience',
    },
  },
  {
    id: 'self-confidence',
    statement: {
      kind: 'self',
      question: 'confidence',
      answer: 'yes',
      text: 'Loyalty and value come from one set of facts since October',
      owner: 'Head of Customer Experience',
    },
  },
  {
    id: 'channel-shops',
    statement: {
      kind: 'channel',
      name: 'Shops',
      segment: 'Mobile only',
      text: 'Most come to change a device and leave with a contract',
      owner: 'Head of Mobile',
      leverIds: ['grow-share-of-wallet'],
    },
  },
  {
    id: 'channel-partners',
    statement: {
      kind: 'channel',
      name: 'Resellers',
      segment: 'Partners and resellers',
      text: 'They ask by phone what the portal could show them',
      owner: 'Head of Channel',
      citation: { metric: 'cost-to-serve', where: ['segment=Partners and resellers'], ...summer },
      leverIds: ['lower-cost-to-serve'],
    },
  },
  {
    id: 'system-campaigns',
    statement: {
      kind: 'system',
      name: 'Campaign tool',
      text: 'Sends offers to existing customers, chosen by contract end',
      owner: 'Head of Marketing',
    },
  },
  {
    id: 'system-tickets',
    statement: {
      kind: 'system',
      name: 'Ticket desk',
      text: 'Holds calls and mails of customer care; knows no contracts',
      owner: care,
    },
  },
]

/** Written long enough ago to be due, in a half-year nobody looked at it. */
const overdue = 'force-suppliers'
const longAgo = 220 * 86_400_000

export const situationFiller: Filler = {
  what: 'Writing down the situation',
  async fill(run, now) {
    for (const statement of statements) {
      const at = statement.id === overdue ? new Date(now.getTime() - longAgo) : undefined
      await run('situation.save', { ...statement, expected: 0 }, at)
    }
    // Written anew: the version before stays to be compared.
    const entrants =
      'Digging for a network of one’s own keeps newcomers away; resellers come without'
    await run('situation.save', { ...force('entrants', 3, 'rising', entrants), expected: 1 })
    const held = { version: 1, role: broadband, note: 'Held against the answers of the summer' }
    await run('situation.review', { id: 'weak-orders', ...held })
  },
}
