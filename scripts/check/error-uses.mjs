/**
 * Holds every `new FealtyError('code', { … })` to the catalogue: the details give exactly the names in
 * braces of the code's sentence, and no code stands in the catalogue that nothing throws.
 *
 *   node scripts/check/error-uses.mjs
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { parseSource } from './imports.mjs'
import { runCheck } from './run-check.mjs'
import { isTest, roomFolders, roomSources } from './source-files.mjs'

/** Each file holds a part of the catalogue: one constant, checked to be `ErrorEntries`. */
const cataloguePath = 'packages/core/src/errors'

function propertyName(property) {
  const { name } = property
  return name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined
}

function unwrap(node) {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? unwrap(node.expression) : node
}

/** A text, also one written as `'a' + 'b'`; undefined for anything else. */
function constantText(node) {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isBinaryExpression(node)) return undefined
  const [left, right] = [constantText(node.left), constantText(node.right)]
  return left === undefined || right === undefined ? undefined : left + right
}

/**
 * The placeholders of each code, read from the source of the catalogue.
 * @returns {Map<string, string[]>}
 */
export function readCatalogue(text) {
  const placeholders = new Map()
  const readEntry = (entry) => {
    const message = unwrap(entry.initializer).properties.find(
      (property) => propertyName(property) === 'message',
    )
    const sentence = constantText(message.initializer) ?? ''
    const names = [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    placeholders.set(propertyName(entry), [...new Set(names)].sort())
  }
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && /Errors$/.test(node.name.getText())) {
      unwrap(node.initializer).properties.forEach(readEntry)
    } else ts.forEachChild(node, visit)
  }
  visit(parseSource(cataloguePath, text))
  return placeholders
}

/** Names that an object gives; undefined when it is not written out in place. */
function givenNames(node) {
  if (node === undefined) return []
  if (!ts.isObjectLiteralExpression(node)) return undefined
  const names = node.properties.map(propertyName)
  return names.includes(undefined) ? undefined : names.sort()
}

const makers = ['FealtyError', 'describeError']

function madeError(node) {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined
  if (!ts.isIdentifier(node.expression) || !makers.includes(node.expression.text)) return undefined
  return node.arguments ?? []
}

/** Codes of `a ? 'x' : 'y'` too; empty when the code is not written in place. */
function codesOf(node) {
  if (node === undefined) return []
  if (ts.isStringLiteralLike(node)) return [node.text]
  return ts.isConditionalExpression(node)
    ? [...codesOf(node.whenTrue), ...codesOf(node.whenFalse)]
    : []
}

function shown(names) {
  return names.length === 0 ? 'none' : names.join(', ')
}

function checkMadeError(catalogue, where, [code, details]) {
  const given = givenNames(details)
  return codesOf(code).flatMap((name) => {
    const wanted = catalogue.get(name)
    if (wanted === undefined) {
      return [`${where} makes an error “${name}” that the catalogue in ${cataloguePath} lacks.`]
    }
    if (given === undefined || given.join() === wanted.join()) return []
    return [
      `${where} makes ${name} with the details ${shown(given)}, but its sentence names ${shown(wanted)}. A person would read an open brace, or miss what was given: make both the same.`,
    ]
  })
}

/** Reads one file: breaches, and the codes that it mentions outside an operation's `errors` list. */
function readFile(catalogue, { path, text }) {
  const source = parseSource(path, text)
  const problems = []
  const mentioned = []
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && propertyName(node) === 'errors') return
    const made = madeError(node)
    if (made) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
      problems.push(...checkMadeError(catalogue, `${path}:${line}`, made))
    }
    if (ts.isStringLiteralLike(node)) mentioned.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { problems, mentioned }
}

/** @param {string} root  the folder that holds packages/ */
export function checkErrorUses(root) {
  const catalogue = new Map(
    readdirSync(join(root, cataloguePath)).flatMap((name) => [
      ...readCatalogue(readFileSync(join(root, cataloguePath, name), 'utf8')),
    ]),
  )
  const thrown = new Set()
  const problems = []
  for (const source of roomFolders(root).flatMap((room) => roomSources(root, room))) {
    if (source.path.startsWith(`${cataloguePath}/`) || isTest(source.path)) continue
    const file = readFile(catalogue, source)
    problems.push(...file.problems)
    for (const text of file.mentioned) thrown.add(text)
  }
  for (const code of catalogue.keys()) {
    if (thrown.has(code)) continue
    problems.push(
      `${cataloguePath} has the code ${code}, which nothing throws. Remove it there and in docs/reference/errors.md.`,
    )
  }
  return { problems, summary: `${catalogue.size} codes` }
}

await runCheck(import.meta.url, () =>
  checkErrorUses(resolve(dirname(import.meta.filename), '../..')),
)
