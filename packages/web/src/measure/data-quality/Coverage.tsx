import { formatCount, formatPercent } from '@fealty/charts'
import type { Answer } from '../../api/contracts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'

type Kind = Answer<'data.quality'>['kinds'][number]

/** How well each field is filled. A field in which nothing is missing needs no line of its own. */
export function Coverage({ quality }: { quality: Answer<'data.quality'> }) {
  return (
    <Section title="How well the fields are filled">
      {quality.kinds.map((kind) => (
        <KindCoverage key={kind.kind} kind={kind} />
      ))}
    </Section>
  )
}

function KindCoverage({ kind }: { kind: Kind }) {
  const partly = kind.coverage
    .filter((field) => field.share < 1)
    .toSorted((a, b) => a.share - b.share)
  const full = kind.coverage.length - partly.length
  return (
    <details className="coverage">
      <summary>
        <span className="row-title">{kind.kind}</span>{' '}
        <span className="muted">
          {full} of {kind.coverage.length} fields in every row
          {kind.undated > 0 ? ` · ${formatCount(kind.undated)} rows without a day` : ''}
        </span>
      </summary>
      <DataTable
        caption={`Fields of ${kind.kind} that are not always filled`}
        rows={partly}
        keyOf={(field) => field.field}
        columns={[
          { id: 'field', header: 'Field', cell: (field) => field.field },
          {
            id: 'filled',
            header: 'Filled',
            align: 'right',
            cell: (field) => formatCount(field.filled),
          },
          {
            id: 'share',
            header: 'Share',
            align: 'right',
            cell: (field) => formatPercent(field.share, { decimals: 1 }),
          },
        ]}
        empty={<p className="quiet">Every field is filled in every row.</p>}
      />
    </details>
  )
}
