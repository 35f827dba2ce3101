import { z } from 'zod/mini'

/** A parameter that may stand once, many times or not at all. */
const repeated = z.catch(
  z.optional(
    z.pipe(
      z.union([z.string(), z.array(z.string())]),
      z.transform((value: string | string[]) => (Array.isArray(value) ? value : [value])),
    ),
  ),
  undefined,
)

/** Broken parameters of an old or mistyped link fall back to the page's defaults; they never break the page. */
export const text = z.catch(z.optional(z.string()), undefined)
export const day = z.catch(z.optional(z.iso.date()), undefined)
export const grain = z.catch(
  z.optional(z.enum(['day', 'week', 'month', 'quarter', 'year'])),
  undefined,
)
export const positive = z.catch(
  z.optional(
    z.pipe(
      z.pipe(
        z.union([z.string(), z.number()]),
        z.transform((value: string | number) => Number(value)),
      ),
      z.int().check(z.positive()),
    ),
  ),
  undefined,
)

/** What stays when a person goes from page to page: which customers, and as of when. */
export const scopeSearch = z.object({ where: repeated, asOf: day })
export type ScopeSearch = z.infer<typeof scopeSearch>

export const scorecardSearch = z.extend(scopeSearch, { every: grain, day, by: text })
export type ScorecardSearch = z.infer<typeof scorecardSearch>

export const metricSearch = z.extend(scopeSearch, { every: grain, periods: positive, by: text })
export type MetricSearch = z.infer<typeof metricSearch>

export const cohortsSearch = z.extend(scopeSearch, {
  every: z.catch(z.optional(z.enum(['month', 'quarter', 'year'])), undefined),
  basis: z.catch(z.optional(z.enum(['subscription', 'purchase'])), undefined),
})
export type CohortsSearch = z.infer<typeof cohortsSearch>

export const customersSearch = z.extend(scopeSearch, {
  search: text,
  sort: z.catch(z.optional(z.enum(['value', 'profit', 'last', 'name'])), undefined),
  direction: z.catch(z.optional(z.enum(['up', 'down'])), undefined),
  band: text,
  page: positive,
})
export type CustomersSearch = z.infer<typeof customersSearch>

export const signInSearch = z.object({ back: text })

/** Only a path of this site is followed after signing in, never an address of another. */
export function safeBack(back: string | undefined): string {
  return back?.startsWith('/') === true && !/^\/[/\\]/.test(back) ? back : '/'
}

const caseLists = ['live', 'due today', 'late', 'contacted', 'resolved', 'closed'] as const
export const casesSearch = z.extend(scopeSearch, {
  list: z.catch(z.optional(z.enum(caseLists)), undefined),
  unit: text,
  mine: z.catch(z.optional(z.boolean()), undefined),
  /** The chosen case. */
  chosen: text,
})
export type CasesSearch = z.infer<typeof casesSearch>

export const huddleSearch = z.extend(scopeSearch, { unit: text, days: positive })
export type HuddleSearch = z.infer<typeof huddleSearch>

/** `wall`: large type and nothing around it, for a screen that hangs on one. */
export const scoreboardSearch = z.extend(scopeSearch, {
  show: z.catch(z.optional(z.literal('wall')), undefined),
})
