/** Bands of the three standard scales, defined once: SQL, forms and charts read them. */
export const answerScales = {
  nps: {
    minimum: 0,
    maximum: 10,
    bands: { detractor: [0, 6], passive: [7, 8], promoter: [9, 10] },
  },
  csat: {
    minimum: 1,
    maximum: 5,
    bands: { dissatisfied: [1, 2], neutral: [3, 3], satisfied: [4, 5] },
  },
  ces: { minimum: 1, maximum: 7, bands: { hard: [1, 3], neutral: [4, 4], easy: [5, 7] } },
} as const satisfies Record<
  string,
  {
    minimum: number
    maximum: number
    bands: Record<string, readonly [number, number]>
  }
>

export type AnswerScale = keyof typeof answerScales
