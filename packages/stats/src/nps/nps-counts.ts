/** How many answered 0-6, 7-8 and 9-10. */
export interface NpsCounts {
  detractors: number
  passives: number
  promoters: number
}
