/**
 * Holds the SQL over facts to what all engines read in the same way. What engines do differently is a
 * function of the dialect (`packages/engine/src/dialect`) with a conformance case; here stands what
 * must not be written anywhere else.
 *
 *   node scripts/check/dialect.mjs
 */
import { dirname, resolve } from 'node:path'
import ts from 'typescript'
import { parseSource } from './imports.mjs'
import { runCheck } from './run-check.mjs'
import { isTest, roomFolders, roomSources } from './source-files.mjs'

/** SQL that never reaches a cluster: the dialects, the embedded engine's files, the store's own SQL. */
const elsewhere = [
  'packages/engine/',
  'packages/store/',
  'packages/measure/src/import/load/',
  'packages/measure/src/import/read/',
  'packages/measure/src/landing/land-facts.ts',
  'packages/measure/src/privacy/rewrite-facts.ts',
  'packages/explain/src/privacy/',
]

const say = (what, advice) => ({ what, advice })

/** Each of them gives another answer on another engine, or none. */
const constructs = [
  [
    /\bdate_(?:diff|add|sub|part)\s*\(/i,
    say('date_diff and its like', 'dialect.daysBetween, addDays or addMonths'),
  ],
  [/\bto_(?:days|months|years)\s*\(/i, say('to_months and its like', 'dialect.addMonths')],
  [/\binterval\s+(?:'|\d|\$)/i, say('an interval', 'dialect.addDays or addMonths')],
  [/\b(?:generate_series|sequence|range)\s*\(/i, say('a series', 'dialect.daySpine')],
  [/\bunnest\s*\(/i, say('unnest', 'dialect.lines or daySpine')],
  [
    /\b(?:string_split|split|regexp_split_to_array|str_split)\s*\(/i,
    say('a split text', 'dialect.lines, or split_part'),
  ],
  [/\btry_cast\s*\(/i, say('try_cast', 'dialect.tryCast')],
  [/\b(?:md5|sha256|hash)\s*\(/i, say('a hash', 'dialect.md5 or hash52')],
  [/\bread_(?:parquet|csv|json)\w*\s*\(/i, say('a file', 'a table of the snapshot')],
  [/\bqualify\b/i, say('qualify', 'a row number in a subquery')],
  [/\b(?:quantile|median|approx_|percentile)\w*\s*\(/i, say('a quantile', 'row numbers')],
  [
    /\b(?:avg|stddev|variance|var_pop|var_samp|corr|skewness|kurtosis)\w*\s*\(/i,
    say('a moment', 'sums of decimals, and a kernel'),
  ],
  [/\bgrouping\s+sets\b/i, say('grouping sets', 'union all')],
  [
    /\bextract\s*\(\s*(?:dow|isodow|epoch|week)\b/i,
    say('extract of a weekday or epoch', 'days between two days'),
  ],
  [
    /\bat\s+time\s+zone\b|\btimezone\s*\(/i,
    say('a time zone', 'the column day, which the import made'),
  ],
  [
    /\bconcat\s*\(/i,
    say('concat, which one engine lets pass a null', '|| with coalesce, or concat_ws'),
  ],
  [/\b(?:list|struct|map|array)_\w+\s*\(|\barray\s*\[/i, say('a list', 'rows')],
  [
    /\b(?:string_agg|listagg|group_concat|arg_max|arg_min|any_value)\s*\(/i,
    say('an aggregate of one engine', 'max over a row number'),
  ],
  [/\bselect\s+\*\s+(?:replace|exclude)\b/i, say('select * replace', 'the columns by name')],
  [/\b(?:group|order)\s+by\s+all\b/i, say('by all', 'the columns')],
  [/\bilike\b/i, say('ilike', 'lower on both sides')],
  [/::/, say('the cast ::', 'cast(… as …)')],
  [/\/\//, say('the division //', 'floor of dialect.divide')],
  [/\b(?:limit|offset)\s+\$(?!n)/i, say('a bound limit', 'wholeNumber: bound numbers are doubles')],
  [/\blimit\s+\S+\s+offset\b/i, say('limit before offset', 'offset, then limit')],
  [
    /\b(?:anti|semi|asof|positional)\s+join\b/i,
    say('a join of one engine', 'exists, or a left join'),
  ],
  [/\busing\s+sample\b|\btablesample\b/i, say('a sample', 'dialect.hash52')],
]

/** The text of a template with `$` where something is put in, and `$n` where that is a whole number. */
function templateText(template) {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text
  return template.templateSpans.reduce(
    (text, { expression, literal }) => `${text}$${isWhole(expression) ? 'n' : ''}${literal.text}`,
    template.head.text,
  )
}

const isWhole = (expression) =>
  ts.isCallExpression(expression) && expression.expression.getText() === 'wholeNumber'

const withoutTexts = (statement) => statement.replace(/'[^']*'/g, "''")

/** @param {{ path: string, text: string }} file */
export function findForeignSql({ path, text }) {
  const source = parseSource(path, text)
  const problems = []
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') {
      const statement = withoutTexts(templateText(node.template))
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      for (const [pattern, { what, advice }] of constructs) {
        if (!pattern.test(statement)) continue
        problems.push(
          `${path}:${line + 1} writes ${what}, which engines read differently. Use ${advice}; a new difference becomes a function of the dialect with a conformance case.`,
        )
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return problems
}

/** @param {string} root  the folder that holds packages/ */
export function checkDialect(root) {
  const files = roomFolders(root)
    .flatMap((room) => roomSources(root, room))
    .filter(({ path, text }) => text.includes('sql`') && !isTest(path))
    .filter(({ path }) => !elsewhere.some((start) => path.startsWith(start)))
  return {
    problems: files.flatMap(findForeignSql),
    summary: `SQL of ${files.length} files, ${constructs.length} constructs`,
  }
}

await runCheck(import.meta.url, () => checkDialect(resolve(dirname(import.meta.filename), '../..')))
