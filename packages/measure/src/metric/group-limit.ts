/** More groups than this are no longer a table a person reads. */
export const groupLimit = 2_000
