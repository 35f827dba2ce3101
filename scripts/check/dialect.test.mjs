import { describe, expect, test } from 'vitest'
import { checkDialect, findForeignSql } from './dialect.mjs'
import { writeTree } from './small-tree.mjs'

const find = (statement) =>
  findForeignSql({ path: 'packages/measure/src/a.ts', text: `const s = sql\`${statement}\`` })

describe('the check of the dialect', () => {
  test.each([
    "select date_diff('day', a, b)",
    'select a from t order by a limit ${most}',
    'select try_cast(${x} as double)',
    'select md5(x)',
    'select avg(x) from t',
    'select * from t limit ${n} offset 3',
    'select x::date',
    'select concat(a, b)',
    'select a from t qualify row_number() over () = 1',
    "select day + interval '1' day",
    'select * from read_parquet(${path})',
  ])('refuses %s', (statement) => {
    const [problem] = find(statement)
    expect(problem).toMatch(/^packages\/measure\/src\/a\.ts:1 writes .+ Use .+\.$/)
  })

  test.each([
    'select count(*) filter (where x > 1) from t offset 3 limit 2',
    'select a from t order by a limit ${wholeNumber(most)}',
    "select concat_ws(' · ', a, b), 'an average avg(x) in words'",
    'select ${dialect.daysBetween(a, b)} from t',
    'select split_part(a, chr(9), 1), extract(year from day)',
  ])('lets %s pass', (statement) => {
    expect(find(statement)).toEqual([])
  })

  test('names the line, and leaves alone what never reaches a cluster', () => {
    const bad = 'import { sql } from "@fealty/engine"\n\nexport const a = sql`select md5(x)`\n'
    const root = writeTree({
      'packages/measure/package.json': {},
      'packages/measure/src/query/a.ts': bad,
      'packages/measure/src/import/load/b.ts': bad,
      'packages/measure/src/query/c.test.ts': bad,
    })
    const { problems } = checkDialect(root)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain('packages/measure/src/query/a.ts:3 writes a hash')
  })
})
