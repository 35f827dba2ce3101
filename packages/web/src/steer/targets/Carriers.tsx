import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Section } from '../../ui/Section.tsx'

type Target = Answer<'targets.one'>['target']

/** Which initiatives carry the target, and what they have been measured to do. */
export function Carriers({ target }: { target: Target }) {
  const all = useQuestion('initiatives.list', {}).data?.initiatives ?? []
  const carriers = all.filter(({ id }) => target.initiativeIds.includes(id))
  const reach = Math.round(100 * target.reachToCome)
  return (
    <Section
      title="What carries it"
      note={carriers.length > 0 ? `${reach} % of the customers are yet to be reached` : undefined}
    >
      {target.initiativeIds.length === 0 && (
        <p className="quiet">No initiative carries it: the forecast is what happens by itself.</p>
      )}
      <ul className="movements">
        {carriers.map((initiative) => (
          <li key={initiative.id}>
            <h3>
              <Link to="/initiatives/$initiativeId" params={{ initiativeId: initiative.id }}>
                {initiative.name}
              </Link>
            </h3>
            <p>
              {initiative.claimed.map(({ sentence }) => sentence).join(' ') || initiative.sentence}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
