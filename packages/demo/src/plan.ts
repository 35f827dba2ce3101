import { WINDOW } from './calendar.ts'
import { REGIONS, SEGMENTS, type Region, type Segment } from './catalogue.ts'
import { Rng } from './random.ts'
import { formatCode } from './rows.ts'

/** An account that holds one or more customers (sites of a firm, branches of a partner). */
export interface Account {
  readonly id: string
  readonly kind: string
  readonly region: Region
  readonly partnerTier: '' | 'gold' | 'silver' | 'bronze' | 'registered'
}

/** Who exists, before anything happens to them. */
export interface PlannedCustomer {
  /** Running number from 1 in the order of joining. */
  readonly number: number
  readonly segment: Segment
  readonly sinceDay: number
  readonly region: Region
  readonly account: Account | null
  /** The account appears with this customer for the first time. */
  readonly opensAccount: boolean
}

const NEW_ACCOUNT_CHANCE: Partial<Record<Segment['id'], number>> = {
  smallBusiness: 0.92,
  enterprise: 0.4,
  partners: 0.85,
}

const TIERS = [
  { tier: 'gold', weight: 12 },
  { tier: 'silver', weight: 22 },
  { tier: 'bronze', weight: 36 },
  { tier: 'registered', weight: 30 },
] as const

/** The oldest contract runs since 2010. */
const OLDEST_DAYS = 5000

function drawSinceDay(segment: Segment, rng: Rng): number {
  if (rng.chance(segment.shareAtStart)) {
    const age = 15 + rng.exponential(1 / 1500)
    return WINDOW.startDay - 1 - Math.floor(Math.min(age, OLDEST_DAYS * rng.between(0.8, 1)))
  }
  return rng.int(WINDOW.endDay - 5)
}

/** Draws all customers, sorted by the day they joined. `scale` multiplies every segment's size. */
export function planCustomers(seed: number, scale: number): PlannedCustomer[] {
  const rng = new Rng(seed, 1)
  const drawn: { segment: Segment; sinceDay: number }[] = []
  for (const segment of SEGMENTS) {
    const size = Math.max(1, Math.round(segment.customers * scale))
    for (let i = 0; i < size; i++) drawn.push({ segment, sinceDay: drawSinceDay(segment, rng) })
  }
  // A stable sort: ties keep the order of the segments, so the bytes do not depend on the engine.
  drawn.sort((left, right) => left.sinceDay - right.sinceDay)

  const open = new Map<string, Account>()
  let accounts = 0
  return drawn.map(({ segment, sinceDay }, index) => {
    const region = rng.pickWeighted(REGIONS)
    const chance = NEW_ACCOUNT_CHANCE[segment.id]
    const base = { number: index + 1, segment, sinceDay, region }
    if (chance === undefined) return { ...base, account: null, opensAccount: false }
    const running = open.get(segment.id)
    if (running !== undefined && !rng.chance(chance)) {
      return { ...base, account: running, opensAccount: false }
    }
    const account: Account = {
      id: formatCode('A', ++accounts, 5),
      kind: segment.id === 'partners' ? 'partner' : segment.name.toLowerCase(),
      region,
      partnerTier: segment.id === 'partners' ? rng.pickWeighted(TIERS).tier : '',
    }
    open.set(segment.id, account)
    return { ...base, account, opensAccount: true }
  })
}
