import type { Filler, RunOnce } from './filler.ts'

const rule = {
  id: 'demo-detractors',
  name: 'Detractors of the relationship survey',
  conditions: {
    scores: [{ kind: 'nps', lowest: 0, highest: 6 }],
    series: ['relationship'],
  },
  hoursToDue: 8,
  owner: { kind: 'unit', of: 'division' },
  reaskAfterDays: 45,
  escalation: [
    { afterHours: 8, toRole: 'Head of Customer Experience' },
    { afterHours: 24, toRole: 'Chief Operating Officer' },
  ],
}
const valuable = {
  ...rule,
  id: 'demo-valuable',
  name: 'Unhappy customers worth €1,000 a year or more',
  conditions: {
    scores: [
      { kind: 'nps', lowest: 0, highest: 6 },
      { kind: 'csat', lowest: 1, highest: 2 },
      { kind: 'ces', lowest: 1, highest: 3 },
    ],
    yearlyRevenueAtLeast: 1_000,
  },
  hoursToDue: 4,
  priority: 'high',
}

const holidays = [
  { day: '2026-12-25', name: 'Christmas Day' },
  { day: '2026-12-26', name: 'Boxing Day' },
  { day: '2027-01-01', name: 'New Year' },
]
const workday = { opens: '09:00', closes: '18:00' }

const causes = [
  'Order or delivery',
  'Fault of the product',
  'Waiting and reachability',
  'Bill or price',
  'Promise not kept',
] as const
/** What the first weeks taught: one cause that the list had missed, and one that only hid others. */
const causeList = {
  causes: [...causes, 'Handling by staff', 'Unclear information', 'Wrong speed sold'],
  reason: 'Nothing we can change hid half of the cases; wrong speeds were sold under other names.',
  expected: 0,
}
const actions = [
  'Sent the right router by courier and took the wrong one back.',
  'Repaired the line and called back the day after.',
  'Gave a direct number and a fixed appointment.',
  'Explained the bill and paid back what was charged twice.',
  'Kept the promised speed by moving the line to another port.',
] as const

const dayMilliseconds = 86_400_000
const hourMilliseconds = 3_600_000

/** Days on which a pilot called back everybody, a year ago: its cases are over, and were answered since. */
const pilot = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03'].map((month) => ({
  from: `${month}-02`,
  to: `${month}-06`,
}))

/** Answers of the last days of the data, with how many working days ago the team saw them. */
const recent = [
  { from: '2026-09-24', to: '2026-09-25', daysAgo: 19 },
  { from: '2026-09-26', to: '2026-09-26', daysAgo: 12 },
  { from: '2026-09-27', to: '2026-09-27', daysAgo: 7 },
  { from: '2026-09-28', to: '2026-09-28', daysAgo: 3 },
  { from: '2026-09-29', to: '2026-09-29', daysAgo: 1 },
]

interface Row {
  id: string
  version: number
}

/** The inner loop of Northline: a pilot that is over, and the last weeks with what waits today. */
export const casesFiller: Filler = {
  what: 'Opening cases for unhappy customers',
  async fill(run, now) {
    const before = new Date('2025-10-01T08:00:00Z')
    const week = [...Array.from({ length: 5 }, () => workday), null, null]
    await run('calendar.save', { week, holidays, expected: 0 }, before)
    const known = await run('case-rules.save', { ...rule, expected: 0 }, before)
    await run('case-rules.save', { ...valuable, expected: 0 }, before)
    // A filling that was broken off here has opened its cases already.
    if (known === undefined) return
    await run('causes.save', causeList, new Date('2025-10-20T08:00:00Z'))
    for (const days of pilot) await workPilot(run, days)
    for (const batch of recent) await openRecent(run, batch, now)
    await workRecent(run, now)
    await improve(run, now)
  },
}

async function workPilot(run: RunOnce, { from, to }: { from: string; to: string }): Promise<void> {
  const start = new Date(`${to}T08:30:00Z`).getTime() + dayMilliseconds
  await run('case-rules.apply', { id: rule.id, from, to }, new Date(start))
  const { rows } = (await run('cases.list', { list: 'open', pageSize: 200 })) as { rows: Row[] }
  for (const [index, { id: caseId }] of rows.entries()) {
    const reached = start + ((index * 7) % 30) * 0.25 * hourMilliseconds
    await reach(run, caseId, 1, reached)
    await resolve(run, caseId, 2, index, reached + 3 * hourMilliseconds)
    await close(run, caseId, 3, reached + 2 * dayMilliseconds)
  }
}

/** What the cases led to: one cause that is being removed, one that was, and a huddle. */
async function improve(run: RunOnce, now: Date): Promise<void> {
  const at = (days: number) => new Date(daysBack(now, days))
  await run(
    'improvements.save',
    {
      id: 'demo-orders',
      expected: 0,
      title: 'Validate orders before dispatch',
      state: 'active',
      rootCause: 'Order or delivery',
      finding: 'The new ordering portal drops the address supplement, so routers go astray.',
      unit: 'U-BB',
      owner: 'Head of Broadband',
      decision: 'Check every order against the address register before it leaves.',
      since: '2026-09-10',
      told: 'You told us that orders went wrong. Since September each one is checked before it leaves.',
      toldOn: '2026-09-21',
    },
    at(60),
  )
  await run(
    'improvements.save',
    {
      id: 'demo-bill',
      expected: 0,
      title: 'A bill that explains itself',
      state: 'active',
      rootCause: 'Bill or price',
      owner: 'Finance lead',
      decision: 'One page, every change named in words.',
      since: '2026-05-04',
    },
    at(60),
  )
  await run(
    'huddle.hold',
    {
      unit: 'U-BB',
      present: 'Care lead, Head of Broadband, two agents',
      notes:
        'Late calls are shared out until Friday. The repair crews get the list of repeat faults.',
      raised: [{ title: 'Appointments that are kept', rootCause: 'Promise not kept' }],
    },
    at(2),
  )
}

function daysBack(now: Date, workingDays: number): number {
  let time = Math.floor(now.getTime() / dayMilliseconds) * dayMilliseconds
  for (let left = workingDays; left > 0;) {
    time -= dayMilliseconds
    const weekday = new Date(time).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return time + 8.5 * hourMilliseconds
}

async function openRecent(
  run: RunOnce,
  { from, to, daysAgo }: (typeof recent)[number],
  now: Date,
): Promise<void> {
  const at = new Date(daysBack(now, daysAgo))
  await run('case-rules.apply', { id: valuable.id, from, to }, at)
  await run('case-rules.apply', { id: rule.id, from, to }, at)
}

/** The older a case, the further it has come; some wait too long, as everywhere. */
async function workRecent(run: RunOnce, now: Date): Promise<void> {
  const { rows } = (await run('cases.list', { list: 'open', pageSize: 200 })) as {
    rows: (Row & { openedAt: string })[]
  }
  // By whole days: the hour at which the demo is filled decides about no case.
  const today = Math.floor(now.getTime() / dayMilliseconds) * dayMilliseconds
  for (const [index, { id: caseId, openedAt }] of rows.entries()) {
    const opened = new Date(openedAt).getTime()
    const age = Math.ceil((today - opened) / dayMilliseconds)
    const stays = age < 3 ? index % 3 !== 0 : index % 11 === 4
    if (stays) continue
    const reached = opened + (1 + ((index * 5) % 9)) * 0.75 * hourMilliseconds
    await reach(run, caseId, 1, reached)
    if (age < 6 || index % 6 === 1) continue
    await resolve(run, caseId, 2, index, reached + dayMilliseconds)
    if (age < 12 || index % 4 === 2) continue
    await close(run, caseId, 3, reached + 2 * dayMilliseconds)
  }
}

function reach(run: RunOnce, caseId: string, version: number, at: number): Promise<unknown> {
  const note = 'Listened, said what happens next and when.'
  const contact = { caseId, version, channel: 'phone', outcome: 'reached', note }
  return run('cases.contact', contact, new Date(at))
}

function resolve(
  run: RunOnce,
  caseId: string,
  version: number,
  index: number,
  at: number,
): Promise<unknown> {
  // Orders go wrong more often than anything else here.
  const which = index % 3 === 0 ? 0 : index % causes.length
  const words = { rootCause: causes[which], action: actions[which] }
  return run('cases.resolve', { caseId, version, ...words }, new Date(at))
}

function close(run: RunOnce, caseId: string, version: number, at: number): Promise<unknown> {
  return run('cases.close', { caseId, version }, new Date(at))
}
