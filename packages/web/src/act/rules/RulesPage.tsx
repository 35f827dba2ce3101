import { useState } from 'react'
import type { CaseRule } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { DataTable, type Column } from '../../ui/DataTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { CalendarSection } from './CalendarSection.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { conditionText, newRule, ownerText, type RuleDraft } from './rule-text.ts'

/** Which answers open a case, for whom, and how fast somebody calls. */
export function RulesPage() {
  const rules = useQuestion('case-rules.list', {})
  const mayChange = useMayWrite()
  const [draft, setDraft] = useState<RuleDraft>()
  return (
    <Answered answer={rules}>
      {({ rules: list }) => (
        <>
          <PageHead
            page="Case rules"
            headline={headlineOf(list)}
            subline="A customer has one open case at most in each group; further answers go into it"
            tools={
              mayChange && (
                <Button look="primary" onClick={() => setDraft(newRule)}>
                  New rule
                </Button>
              )
            }
          />
          <div className="stack">
            <RuleTable rules={list} onEdit={mayChange ? setDraft : undefined} />
            <CalendarSection mayChange={mayChange} />
          </div>
          {draft && <RuleDialog draft={draft} onClose={() => setDraft(undefined)} />}
        </>
      )}
    </Answered>
  )
}

function headlineOf(rules: readonly CaseRule[]): string {
  const active = rules.filter((rule) => rule.active).length
  if (active === 0) return 'No rule opens cases yet.'
  return active === 1 ? 'One rule opens cases.' : `${active} rules open cases.`
}

interface RuleTableProps {
  rules: readonly CaseRule[]
  onEdit: ((rule: RuleDraft) => void) | undefined
}

function RuleTable({ rules, onEdit }: RuleTableProps) {
  const remove = useCommand('case-rules.remove', ['case-rules.list'])
  const columns: Column<CaseRule>[] = [
    {
      id: 'name',
      header: 'Rule',
      cell: (rule) => (
        <>
          <span className="row-title">{rule.name}</span>
          <span className="row-note">{conditionText(rule.conditions)}</span>
        </>
      ),
    },
    { id: 'due', header: 'Due', align: 'right', cell: (rule) => `${rule.hoursToDue} h` },
    { id: 'owner', header: 'Owner', fold: 'narrow', cell: (rule) => ownerText(rule.owner) },
    {
      id: 'again',
      header: 'Ask again',
      fold: 'middle',
      cell: (rule) => (rule.reaskAfterDays === null ? '' : `after ${rule.reaskAfterDays} days`),
    },
    {
      id: 'state',
      header: 'State',
      fold: 'phone',
      cell: (rule) => (rule.active ? 'active' : 'off'),
    },
    {
      id: 'change',
      header: <span className="visually-hidden">Change</span>,
      align: 'right',
      cell: (rule) =>
        onEdit && (
          <span className="row">
            <Button small onClick={() => onEdit(rule)}>
              Change
            </Button>
            <Button
              small
              look="plain"
              aria-label={`Remove ${rule.name}`}
              onClick={() => remove.mutate({ id: rule.id })}
            >
              ✕
            </Button>
          </span>
        ),
    },
  ]
  return (
    <Section title="Rules" note={`${rules.length}`}>
      <DataTable
        caption="Rules that open cases"
        columns={columns}
        rows={rules}
        keyOf={(rule) => rule.id}
        empty={
          <EmptyState title="No rule yet">
            Begin with detractors of the relationship survey, a call within one working day, and try
            it on the last quarter before you switch it on.
          </EmptyState>
        }
      />
    </Section>
  )
}
