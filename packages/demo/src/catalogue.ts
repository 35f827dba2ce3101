/** What Northline sells, to whom and where. Prices in cents a month; cost shares are of the price. */
export type SegmentId = 'broadband' | 'mobile' | 'smallBusiness' | 'enterprise' | 'partners'

export interface Product {
  readonly name: string
  readonly productLine: string
  readonly cents: number
  /** Cost of goods as a share of the price. */
  readonly costShare: number
  readonly weight: number
}

export interface Segment {
  readonly id: SegmentId
  readonly name: string
  /** Customers ever seen in the window at scale 1. */
  readonly customers: number
  /** Share of them already a customer on the first day of the window. */
  readonly shareAtStart: number
  readonly productLine: string
  /** Months on one invoice. */
  readonly billingMonths: number
  readonly main: readonly Product[]
  readonly extras: readonly Product[]
  /** Chance that each extra (times its weight) is taken from the start. */
  readonly extraChance: number
  readonly bundle: string
  /** Spread of a customer's size (sd of the log of a price factor); 0 for list prices. */
  readonly sizeSpread: number
  /** Mean of contacts a year. */
  readonly contactsYear: number
  /** Cents: acquisition once; network and service each half year. */
  readonly costs: {
    readonly acquisition: number
    readonly network: number
    readonly service: number
  }
  /** Add-on orders: BG/NBD (rate a year is Gamma(r)/alpha, dropout Beta(a, b)) and mean spend in cents. */
  readonly addOn: {
    readonly r: number
    readonly alpha: number
    readonly a: number
    readonly b: number
    readonly meanCents: number
  }
  readonly responseRate: number
}

function product(
  name: string,
  productLine: string,
  cents: number,
  costShare: number,
  weight: number,
): Product {
  return { name, productLine, cents, costShare, weight }
}

const BROADBAND: Segment = {
  id: 'broadband',
  name: 'Consumer broadband',
  customers: 11_300,
  shareAtStart: 0.63,
  productLine: 'Broadband',
  billingMonths: 1,
  main: [
    product('Home 100', 'Broadband', 2990, 0.46, 5),
    product('Home 250', 'Broadband', 3690, 0.43, 4),
    product('Home 1000', 'Broadband', 4990, 0.4, 2),
  ],
  extras: [
    product('TV Basic', 'TV', 990, 0.62, 0.6),
    product('Home Mobile', 'Mobile', 1490, 0.4, 0.5),
    product('Home Security', 'Security', 590, 0.25, 0.35),
  ],
  extraChance: 0.15,
  bundle: 'Home Plus',
  sizeSpread: 0,
  contactsYear: 1.7,
  costs: { acquisition: 9500, network: 3900, service: 0 },
  addOn: { r: 0.9, alpha: 1.15, a: 0.8, b: 4, meanCents: 8900 },
  responseRate: 0.37,
}

const MOBILE: Segment = {
  id: 'mobile',
  name: 'Mobile only',
  customers: 7300,
  shareAtStart: 0.64,
  productLine: 'Mobile',
  billingMonths: 3,
  main: [
    product('Mobile S', 'Mobile', 990, 0.42, 4),
    product('Mobile M', 'Mobile', 1790, 0.4, 4),
    product('Mobile L', 'Mobile', 2990, 0.38, 2),
  ],
  extras: [
    product('Roaming pack', 'Mobile', 490, 0.35, 0.5),
    product('Mobile Security', 'Security', 290, 0.25, 0.3),
  ],
  extraChance: 0.25,
  bundle: 'Mobile Plus',
  sizeSpread: 0,
  contactsYear: 1.0,
  costs: { acquisition: 4500, network: 1200, service: 0 },
  addOn: { r: 0.8, alpha: 1.1, a: 0.9, b: 4, meanCents: 14_500 },
  responseRate: 0.34,
}

const SMALL_BUSINESS: Segment = {
  id: 'smallBusiness',
  name: 'Small business',
  customers: 4200,
  shareAtStart: 0.7,
  productLine: 'Business connectivity',
  billingMonths: 3,
  main: [
    product('Business Line 250', 'Business connectivity', 5900, 0.44, 5),
    product('Business Line 1000', 'Business connectivity', 8900, 0.42, 3),
  ],
  extras: [
    product('Business mobile', 'Mobile', 4500, 0.42, 0.9),
    product('Cloud backup', 'Cloud and security', 1900, 0.35, 0.6),
    product('Security suite', 'Security', 2500, 0.3, 0.6),
  ],
  extraChance: 0.45,
  bundle: 'Business Plus',
  sizeSpread: 0.36,
  contactsYear: 2.6,
  costs: { acquisition: 20_000, network: 9000, service: 6000 },
  addOn: { r: 1.3, alpha: 1.0, a: 0.7, b: 5, meanCents: 23_000 },
  responseRate: 0.41,
}

const ENTERPRISE: Segment = {
  id: 'enterprise',
  name: 'Enterprise',
  customers: 415,
  shareAtStart: 0.8,
  productLine: 'Business connectivity',
  billingMonths: 1,
  main: [
    product('Ethernet access', 'Business connectivity', 42_000, 0.5, 3),
    product('SD-WAN', 'Business connectivity', 56_000, 0.48, 2),
  ],
  extras: [
    product('Voice trunk', 'Fixed voice', 18_000, 0.45, 0.9),
    product('Managed security', 'Security', 34_000, 0.5, 0.5),
    product('Cloud connect', 'Cloud and security', 26_000, 0.52, 0.7),
    product('Mobile fleet', 'Mobile', 30_000, 0.45, 0.8),
  ],
  extraChance: 0.75,
  bundle: 'Managed Office',
  sizeSpread: 0.5,
  contactsYear: 11,
  costs: { acquisition: 240_000, network: 75_000, service: 110_000 },
  addOn: { r: 2, alpha: 0.8, a: 0.5, b: 6, meanCents: 120_000 },
  responseRate: 0.55,
}

const PARTNERS: Segment = {
  id: 'partners',
  name: 'Partners and resellers',
  customers: 665,
  shareAtStart: 0.75,
  productLine: 'Wholesale',
  billingMonths: 3,
  main: [product('Wholesale access', 'Wholesale', 3900, 0.35, 1)],
  extras: [product('White-label portal', 'Wholesale', 1900, 0.3, 0.8)],
  extraChance: 0.4,
  bundle: '',
  sizeSpread: 0.3,
  contactsYear: 4,
  costs: { acquisition: 18_000, network: 2400, service: 9000 },
  addOn: { r: 1.6, alpha: 0.16, a: 0.3, b: 9, meanCents: 52_000 },
  responseRate: 0.58,
}

export const SEGMENTS: readonly Segment[] = [
  BROADBAND,
  MOBILE,
  SMALL_BUSINESS,
  ENTERPRISE,
  PARTNERS,
]

/** Regions, largest first; Valley is so small that its scores stay below any sensible minimum. */
export const REGIONS = [
  { name: 'Capital', weight: 24, score: 0.02 },
  { name: 'Midlands', weight: 17, score: -0.3 },
  { name: 'South', weight: 16, score: -0.06 },
  { name: 'North', weight: 14, score: 0.22 },
  { name: 'East', weight: 12, score: 0.04 },
  { name: 'Coast', weight: 9.75, score: 0.14 },
  { name: 'Lakes', weight: 7, score: 0 },
  { name: 'Valley', weight: 0.25, score: 0 },
] as const

export type Region = (typeof REGIONS)[number]

/** One-off goods by price: the dearest one not above the spend names the line. */
export const DEVICES = [
  { name: 'Cable and adapter set', fromCents: 0 },
  { name: 'Wi-Fi extender', fromCents: 4000 },
  { name: 'Router upgrade', fromCents: 8000 },
  { name: 'Phone, entry', fromCents: 14_000 },
  { name: 'Tablet', fromCents: 26_000 },
  { name: 'Phone, premium', fromCents: 48_000 },
  { name: 'Office switch', fromCents: 90_000 },
] as const

/** Share of a device's price that it cost Northline; wholesale goods leave less. */
export const DEVICE_COST_SHARE = { retail: 0.8, wholesale: 0.86 } as const
