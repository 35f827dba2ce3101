/** How numbers are written in a column. */
export interface NumberFormat {
  decimal: '.' | ','
  /** Characters that group thousands, as a set; empty when the plain cast reads every value. */
  grouping: string
  /** Most digits after the decimal sign, at most `maximumScale`. */
  scale: number
  /** Every value is plain (`-12.50`): the fast cast is exact. */
  isPlain: boolean
  /** More digits than the fast decimal holds. */
  isLong: boolean
  /** What a person should check, when the column does not decide by itself. */
  doubt?: string
}

/** How days or moments are written in a column. */
export interface MomentFormat {
  /** ISO 8601, read by a cast. */
  isIso: boolean
  /** Some values carry an offset or Z and are moved to the workspace's zone. */
  isZoned: boolean
  /** Patterns of strptime, tried in turn. */
  patterns: string[]
  /** Numbers that count seconds or milliseconds since 1970 (UTC). */
  epoch?: 'seconds' | 'milliseconds'
  /** `2024-05` stands for the first of the month. */
  hasMonths: boolean
  /** Which of the first two numbers is the day; undefined when no value needs it. */
  order?: 'dmy' | 'mdy'
  /** No value of the column decides between day/month and month/day. */
  isAmbiguous: boolean
}

/** Digits after the decimal sign that arithmetic keeps. */
export const maximumScale = 12

/** Texts that stand for “empty” in any field. */
export const emptyWords = ['N/A', 'n/a', '#N/A', 'null', 'NULL', '-', '--'] as const
/** Texts that stand for “empty” in numbers, days and keys, where they cannot be a word. */
export const emptyValues = ['NA', 'NaN', 'nan', 'None', 'none', 'Null', '?', '.'] as const

export const plainNumber: NumberFormat = {
  decimal: '.',
  grouping: '',
  scale: maximumScale,
  isPlain: true,
  isLong: true,
}

export const isoMoment: MomentFormat = {
  isIso: true,
  isZoned: false,
  patterns: [],
  hasMonths: false,
  isAmbiguous: false,
}
