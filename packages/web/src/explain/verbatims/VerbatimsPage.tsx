import { formatCount } from '@fealty/charts'
import { getRouteApi } from '@tanstack/react-router'
import type { Answer } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { Button } from '../../ui/Button.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { EmptyState, PageSkeleton } from '../../ui/states.tsx'
import { definedOnly } from '../../url/scope.ts'
import type { VerbatimsSearch } from '../search-schema.ts'
import { VerbatimFacets } from './VerbatimFacets.tsx'
import { VerbatimList } from './VerbatimList.tsx'
import '../explain.css'

type List = Answer<'verbatims.search'>

const route = getRouteApi('/app/verbatims')
const nothing = {
  text: undefined,
  theme: undefined,
  sentiment: undefined,
  band: undefined,
} as const

/** Every comment: find it by words, theme, what it says, score, segment and days. */
export function VerbatimsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: Partial<VerbatimsSearch>) =>
    void navigate({ search: { ...search, page: undefined, ...part }, replace: true })
  const answer = useQuestion('verbatims.search', definedOnly(search))
  return (
    <Answered answer={answer} skeleton={<PageSkeleton rows={10} />}>
      {(list) => (
        <>
          <PageHead
            page="Verbatims"
            headline={writeHeadline(list, search)}
            subline={`${search.from ?? 'all days'}${search.to === undefined ? '' : ` to ${search.to}`} · as of ${list.asOf} · the newest first`}
            tools={<ScopeMenu where={search.where ?? []} onChange={(where) => change({ where })} />}
          >
            <ScopeTags where={search.where ?? []} onChange={(where) => change({ where })} />
          </PageHead>
          <div className="verbatim-page">
            <VerbatimFacets list={list} search={search} onChange={change} />
            <div>
              <VerbatimList rows={list.rows} theme={search.theme} />
              {list.rows.length === 0 && (
                <EmptyState
                  title={list.withheld === null ? 'No comment fits' : 'Words are withheld'}
                  actions={
                    <Button onClick={() => change({ ...nothing, where: undefined })}>
                      Show all
                    </Button>
                  }
                >
                  {list.withheld === null
                    ? 'Nobody has written what is asked for here.'
                    : 'The group is too small. Ask for more days, or for more customers.'}
                </EmptyState>
              )}
              <Pager
                list={list}
                place={(pages) => `Page ${formatCount(list.page)} of ${formatCount(pages)}`}
                onPage={(page) => change({ page })}
              />
            </div>
          </div>
        </>
      )}
    </Answered>
  )
}

function writeHeadline(list: List, { text, theme }: VerbatimsSearch): string {
  const { negative, positive } = list.bySentiment
  const name = list.byTheme.find(({ themeId }) => themeId === theme)?.name
  const about = name === undefined ? '' : ` name “${name}”`
  const having = text === undefined ? '' : `${about === '' ? '' : ' and'} hold “${text}”`
  const lead = `${formatCount(list.total)} comments${about}${having}`
  if (list.withheld !== null)
    return `Fewer than ${list.withheld} comments were written here: their words are withheld, so that nobody can tell who wrote them.`
  if (list.total === 0) return `${lead}.`
  return `${lead}: ${formatCount(negative)} complain, ${formatCount(positive)} praise.`
}
