import { recordKind } from '@fealty/store'
import { reviewPackSchema, type ReviewPack } from '../review-pack/contract.ts'
import {
  actionSchema,
  decisionSchema,
  reviewSchema,
  seriesSchema,
  type Action,
  type Decision,
  type Review,
  type Series,
} from './contract.ts'

export const seriesRecords = recordKind<Series>({
  kind: 'review-series',
  what: 'series of reviews',
  parse: (body) => seriesSchema.parse(body),
})

/** Their parent is the series. */
export const reviewRecords = recordKind<Review>({
  kind: 'review',
  what: 'review',
  parse: (body) => reviewSchema.parse(body),
})

/** Under the review's id: each refresh is a version, and no earlier one changes. */
export const packRecords = recordKind<ReviewPack>({
  kind: 'review-pack',
  what: 'pack',
  parse: (body) => reviewPackSchema.parse(body),
})

/** Their parent is the review for which they were proposed. */
export const decisionRecords = recordKind<Decision>({
  kind: 'decision',
  what: 'decision',
  parse: (body) => decisionSchema.parse(body),
})

/** Their parent is the review in which they were promised. */
export const actionRecords = recordKind<Action>({
  kind: 'action',
  what: 'action',
  parse: (body) => actionSchema.parse(body),
})
