import { formatCount } from '@fealty/charts'

interface RowAccountProps {
  account: {
    rowsIn: number
    kept: number
    rejected: number
    dropped: Readonly<Record<string, number>>
  }
}

/** Rows in = kept + rejected + dropped by each rule, as one line that adds up. */
export function RowAccount({ account }: RowAccountProps) {
  const dropped = Object.entries(account.dropped).filter(([, rows]) => rows > 0)
  return (
    <p className="account">
      <strong>{formatCount(account.rowsIn)}</strong> rows in ={' '}
      <strong>{formatCount(account.kept)}</strong> kept +{' '}
      <strong>{formatCount(account.rejected)}</strong> rejected
      {dropped.map(([rule, rows]) => (
        <span key={rule}>
          {' '}
          + <strong>{formatCount(rows)}</strong> dropped ({rule.replaceAll('-', ' ')})
        </span>
      ))}
    </p>
  )
}
