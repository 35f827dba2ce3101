export const steeringObjectives = [
  { id: 'o-revenue', name: 'Grow with the base', perspective: 'financial', kpiIds: ['nrr'] },
  { id: 'o-bundles', name: 'Sell bundles', perspective: 'financial', kpiIds: ['bundles'] },
  { id: 'o-cost', name: 'Serve at lower cost', perspective: 'financial', kpiIds: ['service-cost'] },
  { id: 'o-loyal', name: 'Be recommended', perspective: 'customer', kpiIds: ['nps'] },
  { id: 'o-stay', name: 'Keep customers', perspective: 'customer', kpiIds: ['churn'] },
  { id: 'o-easy', name: 'Be easy to deal with', perspective: 'customer', kpiIds: ['ease'] },
  {
    id: 'o-orders',
    name: 'Deliver what was ordered',
    perspective: 'internal',
    kpiIds: ['order-accuracy'],
  },
  { id: 'o-solve', name: 'Settle at once', perspective: 'internal', kpiIds: ['resolved'] },
  { id: 'o-digital', name: 'Serve digitally', perspective: 'learning', kpiIds: ['digital'] },
]

const arrow = (fromId: string, toId: string, lag: number, because: string) => ({
  id: `${fromId}-${toId}`,
  fromId,
  toId,
  sign: 'more',
  lag,
  because,
})

export const steeringHypotheses = [
  arrow('o-orders', 'o-loyal', 0, 'A wrong router is what customers tell their friends about'),
  arrow('o-solve', 'o-easy', 0, 'Who is helped at once finds it easy'),
  arrow('o-easy', 'o-loyal', 1, 'Effort drives people away sooner than delight binds them'),
  arrow('o-loyal', 'o-stay', 1, 'Those who recommend us stay'),
  arrow('o-stay', 'o-revenue', 0, 'Who stays goes on paying'),
  arrow('o-digital', 'o-cost', 0, 'A chat costs less than a call'),
  arrow('o-digital', 'o-solve', 0, 'The portal settles simple matters at once'),
  arrow('o-bundles', 'o-stay', 3, 'Who holds a bundle has more to lose'),
]
