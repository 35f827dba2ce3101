/**
 * Sizes and names: a file has at most 300 lines of code, a function 50, a React component 150; a
 * longer one is listed in budgets.json with its reason, and that list only shrinks. No file or folder
 * is called utils, helpers, common or manager.
 *
 *   node scripts/check/budgets.mjs
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import { countCodeLines } from './code-lines.mjs'
import { earlierVersion, projectFiles } from './repository.mjs'
import { runCheck } from './run-check.mjs'
import { isTest } from './source-files.mjs'

const listPath = 'scripts/check/budgets.json'
const fileBudget = 300
const testFileBudget = 500
const functionBudget = 50
const componentBudget = 150

const vagueNames = ['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'misc']
const layerFolders = ['controllers', 'services', 'repositories', 'interfaces']

/** @typedef {Record<string, { lines: number, reason: string }>} Exceptions */

/**
 * The exceptions of a list: files by path, functions by `path#name`.
 * @returns {{ files: Exceptions, functions: Exceptions }}
 */
export function readExceptions(text) {
  const { files = {}, functions = {} } = text === undefined ? {} : JSON.parse(text)
  return { files, functions }
}

function isCode(path) {
  return /^(packages\/[^/]+\/(src|e2e)|scripts)\/.*\.(tsx?|mjs)$/.test(path)
}

function isTestCode(path) {
  return isTest(path) || /\.test\.mjs$/.test(path) || path.includes('/e2e/')
}

function words(name) {
  return name.toLowerCase().split(/[-._]/)
}

/** Names that say nothing about what is inside, and folders that cut a feature into layers. */
export function checkNames(path) {
  const parts = path.split('/')
  const problems = []
  const vague = parts.find((part) => words(part).some((word) => vagueNames.includes(word)))
  if (vague !== undefined) {
    problems.push(
      `${path}: “${vague}” says nothing about what is inside. Name it after what it does, or move its parts to where they are used.`,
    )
  }
  const layer = parts.slice(0, -1).find((part) => layerFolders.includes(part))
  if (layer !== undefined && parts[0] === 'packages') {
    problems.push(
      `${path}: a folder ${layer}/ scatters each feature over layers. A capability is one folder with its contract, query, compute and operation.`,
    )
  }
  const name = posix.basename(path).replace(/\.(property\.)?(test(-d)?\.)?(tsx?|mjs)$/, '')
  const kebab = /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name)
  const pascal = /^[A-Z][A-Za-z0-9]*$/.test(name)
  if (!kebab && !(pascal && /\.tsx$/.test(path))) {
    problems.push(
      `${path}: files are written in kebab-case, React components in PascalCase. Rename it.`,
    )
  }
  return problems
}

function tooLong(what, lines, budget, exception) {
  if (lines <= (exception?.lines ?? budget)) return []
  const listed =
    exception === undefined
      ? ''
      : `, and even its exception in ${listPath} gives ${exception.lines}`
  return [
    `${what} has ${lines} lines of code; the budget is ${budget}${listed}. Split it where a reader would be glad of it.`,
  ]
}

/** One file and its functions against their budgets. */
export function checkSizes(path, text, exceptions) {
  const { lines, functions } = countCodeLines(path, text)
  const test = isTestCode(path)
  const problems = tooLong(path, lines, test ? testFileBudget : fileBudget, exceptions.files[path])
  if (test) return problems
  const budget = path.endsWith('.tsx') ? componentBudget : functionBudget
  for (const { name, line, lines: length } of functions) {
    const exception = exceptions.functions[`${path}#${name}`]
    problems.push(...tooLong(`${path}:${line} ${name}`, length, budget, exception))
  }
  return problems
}

/** The list of exceptions itself: every entry has a reason, is needed, and was there before. */
export function checkExceptions(now, before, sizeOf) {
  const problems = []
  for (const group of ['files', 'functions']) {
    for (const [name, { lines, reason }] of Object.entries(now[group])) {
      const size = sizeOf(group, name)
      const earlier = before?.[group][name]
      if (typeof reason !== 'string' || reason.length < 10) {
        problems.push(`${listPath}: ${name} needs a reason.`)
      }
      if (size === undefined) {
        problems.push(`${listPath}: ${name} is not there any more. Remove the entry.`)
      } else if (size < lines) {
        problems.push(
          `${listPath}: ${name} has ${size} lines and is allowed ${lines}. Write ${size}, or remove the entry if the budget holds it.`,
        )
      }
      if (before && (earlier === undefined || earlier.lines < lines)) {
        problems.push(
          `${listPath}: ${name} is new in the list or longer than before. The list only shrinks: split the code instead.`,
        )
      }
    }
  }
  return problems
}

/** @param {string} root */
export function checkBudgets(root) {
  const paths = projectFiles(root).filter(isCode)
  const read = (path) => readFileSync(join(root, path), 'utf8')
  const listText = existsSync(join(root, listPath)) ? read(listPath) : undefined
  const exceptions = readExceptions(listText)
  const earlierText = earlierVersion(root, listPath)
  const earlier = earlierText === undefined ? undefined : readExceptions(earlierText)
  const sizeOf = (group, name) => {
    const [path, functionName] = name.split('#')
    if (!paths.includes(path)) return undefined
    const { lines, functions } = countCodeLines(path, read(path))
    return group === 'files'
      ? lines
      : functions.find((candidate) => candidate.name === functionName)?.lines
  }
  const problems = [
    ...paths.flatMap(checkNames),
    ...paths.flatMap((path) => checkSizes(path, read(path), exceptions)),
    ...checkExceptions(exceptions, earlier, sizeOf),
  ]
  const listed = Object.keys({ ...exceptions.files, ...exceptions.functions }).length
  return { problems, summary: `${paths.length} files, ${listed} listed exceptions` }
}

await runCheck(import.meta.url, () => checkBudgets(resolve(dirname(import.meta.filename), '../..')))
