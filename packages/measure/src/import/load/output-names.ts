/** What an import leaves in its folder. */
export const outputNames = { segment: 'segment.parquet', rejects: 'rejects.csv' } as const
