import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { useMayWrite } from '../../app/use-may-write.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectMenu } from '../../ui/SelectMenu.tsx'
import { EmptyState, PageSkeleton } from '../../ui/states.tsx'
import { grainOptions } from '../../measure/period-label.ts'
import { definedOnly } from '../../url/scope.ts'
import type { ThemesSearch } from '../search-schema.ts'
import { DictionaryDialog } from './DictionaryDialog.tsx'
import { SuggestionSection } from './SuggestionSection.tsx'
import { ThemeQuotes } from './ThemeQuotes.tsx'
import { ThemeTable } from './ThemeTable.tsx'
import '../explain.css'

const route = getRouteApi('/app/themes')

/** What customers write about, what they say of it, and what each theme does to NPS. */
export function ThemesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<ThemesSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true })
  const { theme, ...question } = search
  const answer = useQuestion('themes.read', definedOnly(question))
  const [edits, setEdits] = useState(false)
  const mayEdit = useMayWrite()
  return (
    <Answered answer={answer} skeleton={<PageSkeleton rows={8} />}>
      {(page) => (
        <>
          <PageHead
            page="Themes"
            headline={page.headline}
            subline={page.subline}
            tools={
              <>
                <SelectMenu
                  label="Length of a period"
                  value={page.period.grain === 'range' ? 'quarter' : page.period.grain}
                  options={grainOptions}
                  onChange={(every) => change({ every, day: undefined })}
                />
                <ScopeMenu where={search.where ?? []} onChange={(where) => change({ where })} />
                {mayEdit && <Button onClick={() => setEdits(true)}>Edit the dictionary</Button>}
              </>
            }
          >
            <ScopeTags where={search.where ?? []} onChange={(where) => change({ where })} />
          </PageHead>
          <ThemesBody
            page={page}
            theme={theme}
            search={search}
            mayEdit={mayEdit}
            onTheme={(id) => change({ theme: id })}
          />
          {edits && <DictionaryDialog onClose={() => setEdits(false)} />}
        </>
      )}
    </Answered>
  )
}

interface BodyProps {
  page: Answer<'themes.read'>
  theme: string | undefined
  search: ThemesSearch
  mayEdit: boolean
  onTheme: (id: string) => void
}

function ThemesBody({ page, theme, search, mayEdit, onTheme }: BodyProps) {
  if (page.rows.length === 0 && page.comments > 0) return <NoThemes mayEdit={mayEdit} />
  const shown = theme ?? page.rows[0]?.themeId
  return (
    <div className="stack">
      <ThemeTable page={page} shown={shown} onTheme={onTheme} />
      <div className="split">
        {shown !== undefined && (
          <ThemeQuotes page={page} theme={shown} where={search.where ?? []} />
        )}
        {mayEdit && <SuggestionSection search={search} />}
      </div>
    </div>
  )
}

function NoThemes({ mayEdit }: { mayEdit: boolean }) {
  const add = useCommand('themes.add-defaults', ['themes.read', 'themes.list', 'themes.suggest'])
  return (
    <EmptyState
      title="No comment names a theme yet"
      actions={
        mayEdit && (
          <Button look="primary" disabled={add.isPending} onClick={() => add.mutate({})}>
            Add the ready-made themes
          </Button>
        )
      }
    >
      A theme is seen by its words. Begin with the ready-made dictionary (orders, waiting, bill,
      speed, faults, staff, price, portal, contract) and change it as you like.
    </EmptyState>
  )
}
