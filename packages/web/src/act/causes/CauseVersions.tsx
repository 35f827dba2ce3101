import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { useCompanyCalendar } from '../../app/company-calendar.ts'
import { Section } from '../../ui/Section.tsx'

type Version = Answer<'causes.history'>['versions'][number]

/** How the list came to be what it is. */
export function CauseVersions() {
  const { writeDayOf } = useCompanyCalendar()
  const versions = useQuestion('causes.history', {}).data?.versions ?? []
  return (
    <Section title="Versions of the list" note={`${versions.length}`}>
      <ul className="case-log">
        {versions.map((version) => (
          <li key={version.version}>
            {changeText(version)}
            {version.reason !== null && <p>{version.reason}</p>}
            {version.changedAt === null ? (
              <p className="section-note">{version.by}</p>
            ) : (
              <time dateTime={version.changedAt}>
                Version {version.version} · {writeDayOf(version.changedAt)} · {version.by}
              </time>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function changeText({ version, causes, added, removed }: Version): string {
  if (version === 0) return `The ${causes.length} causes that every company begins with.`
  const parts = [
    added.length > 0 ? `Added ${quote(added)}` : '',
    removed.length > 0 ? `took out ${quote(removed)}` : '',
  ].filter((part) => part !== '')
  const text = parts.join('; ') || 'Put in another order'
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

const quote = (causes: readonly string[]): string => causes.map((cause) => `“${cause}”`).join(', ')
