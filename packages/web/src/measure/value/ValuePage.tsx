import { whaleCurve, whaleCurveTable } from '@fealty/charts'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ValueData } from '../../api/contracts.ts'
import { useQuestion } from '../../api/use-question.ts'
import { Answered } from '../../app/Answered.tsx'
import { PageHead } from '../../app/PageHead.tsx'
import { ScopeMenu, ScopeTags } from '../../app/ScopeMenu.tsx'
import { Section } from '../../ui/Section.tsx'
import { PageSkeleton } from '../../ui/states.tsx'
import { SvgFigure } from '../../ui/SvgFigure.tsx'
import { definedOnly } from '../../url/scope.ts'
import { BandTable } from './BandTable.tsx'
import { MigrationMatrix } from './MigrationMatrix.tsx'
import { ModelSection } from './ModelSection.tsx'
import { RfmGrid } from './RfmGrid.tsx'
import { ValueBySegment } from './ValueBySegment.tsx'

const route = getRouteApi('/app/value')

/** Who creates value, who destroys it, who moved between, and what the future holds. */
export function ValuePage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const changeWhere = (where: string[] | undefined) =>
    void navigate({ search: { ...search, where }, replace: true })
  const answer = useQuestion('value.page', definedOnly(search))
  return (
    <Answered answer={answer} skeleton={<PageSkeleton chart />}>
      {(data) => (
        <>
          <PageHead
            page="Value"
            headline={data.headline}
            subline={data.subline}
            tools={
              <>
                <ScopeMenu where={search.where ?? []} onChange={changeWhere} />
                <Link to="/customers" search={definedOnly(search)} className="button">
                  Customers
                </Link>
              </>
            }
          >
            <ScopeTags where={search.where ?? []} onChange={changeWhere} />
          </PageHead>
          <div className="stack">
            <div className="split split--even">
              <Whale data={data} />
              <BandTable data={data} />
            </div>
            <ValueBySegment data={data} />
            <div className="split split--even">
              <MigrationMatrix data={data} />
              <RfmGrid data={data} />
            </div>
            <ModelSection data={data} />
          </div>
        </>
      )}
    </Answered>
  )
}

function Whale({ data }: { data: ValueData }) {
  const { whale } = data
  const title = 'Who makes the value'
  const points = [
    { customersShare: 0, profitShare: 0 },
    ...whale.share
      .filter((point) => point.top > 0)
      .map((point) => ({ customersShare: point.top, profitShare: point.value })),
  ]
  return (
    <Section title={title} note={`${whale.basis}, cumulative`}>
      <div className="section-body">
        <SvgFigure
          name={title}
          draw={({ width, theme, id }) =>
            whaleCurve(points, {
              id,
              theme,
              title,
              width,
              height: 280,
              shareBelowZero: whale.customers === 0 ? 0 : whale.negative / whale.customers,
            })
          }
          table={whaleCurveTable(points, { title })}
        />
      </div>
    </Section>
  )
}
