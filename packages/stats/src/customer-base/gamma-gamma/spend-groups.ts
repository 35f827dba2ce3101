/** Customers grouped by number of purchases and mean spend, one column each. */
export interface SpendGroups {
  /** Number of purchases that the mean is taken over; groups with 0 are left out. */
  x: Float64Array
  /** Mean spend per purchase over those purchases, above 0. */
  m: Float64Array
  /** How many customers. */
  w: Float64Array
}
