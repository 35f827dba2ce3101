import type { ReactNode } from 'react'

/** Key figures side by side, parted by hairlines under one strong rule; two a row on a phone. */
export function Tiles({ children }: { children: ReactNode }) {
  return (
    <div className="tiles">
      <div className="tiles-grid">{children}</div>
    </div>
  )
}
