import { formatCount } from '@fealty/charts'
import type { CleaningRule, ImportPreview } from '../../api/contracts.ts'
import { Section } from '../../ui/Section.tsx'
import { toggleRule, type ImportDraft } from './import-draft.ts'

interface CleaningRulesProps {
  draft: ImportDraft
  preview: ImportPreview
  onCleaning: (cleaning: CleaningRule[]) => void
}

/** Rules that drop rows, each with what it would drop; none works unseen. */
export function CleaningRules({ draft, preview, onCleaning }: CleaningRulesProps) {
  if (preview.cleaning.length === 0) return null
  const note = preview.isComplete ? undefined : 'counted in the first rows'
  return (
    <Section title="Rows to drop" note={note}>
      <div className="section-body stack-tight">
        {preview.cleaning.map(({ rule, meaning, rows }) => (
          <label className="switch" key={rule}>
            <input
              type="checkbox"
              role="switch"
              checked={draft.cleaning.includes(rule)}
              onChange={() => onCleaning(toggleRule(draft.cleaning, rule))}
            />
            <span>
              {meaning} <span className="muted">{formatCount(rows)} rows</span>
            </span>
          </label>
        ))}
      </div>
    </Section>
  )
}
