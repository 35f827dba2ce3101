import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'

type Lever = Answer<'situation.read'>['levers'][number]

/** Which levers matter: what of the situation speaks for each, and what pulls it already. */
export function LeverTable({ levers }: { levers: readonly Lever[] }) {
  if (levers.length === 0) return null
  return (
    <Section title="Which levers matter" note="the most spoken for first">
      <DataTable
        caption="Levers with what speaks for them and what pulls them"
        rows={levers}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'lever',
            header: 'Lever',
            cell: ({ name, question }) => (
              <>
                <span className="row-title">{name}</span>
                <span className="row-note">{question}</span>
              </>
            ),
          },
          {
            id: 'for',
            header: 'What speaks for it',
            fold: 'narrow',
            cell: ({ statements }) => (
              <ul className="lever-reasons">
                {statements.map(({ id, text }) => (
                  <li key={id}>{text}</li>
                ))}
              </ul>
            ),
          },
          {
            id: 'pulled',
            header: 'Pulled by',
            cell: ({ initiatives }) =>
              initiatives.length === 0 ? (
                <span className="verdict">no initiative</span>
              ) : (
                initiatives.map(({ id, name }) => (
                  <Link
                    key={id}
                    className="lever-initiative"
                    to="/initiatives/$initiativeId"
                    params={{ initiativeId: id }}
                  >
                    {name}
                  </Link>
                ))
              ),
          },
        ]}
      />
    </Section>
  )
}
