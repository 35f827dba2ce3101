/** Counts lines of code: those that hold more than blanks and comments. */
import ts from 'typescript'
import { parseSource } from './imports.mjs'

/** @typedef {{ name: string, line: number, lines: number }} FunctionSize */

function nameOf(node) {
  const named = node.name ? node : node.parent
  const { name } = named
  return name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined
}

/** Numbers of the lines on which a token stands; comments are no tokens. */
function codeLineNumbers(source) {
  const numbers = new Set()
  const visit = (node) => {
    // Documentation comments are children of what they document.
    if (ts.isJSDoc(node) || node.getStart(source) === node.getEnd()) return
    const children = node.getChildren(source)
    if (children.length > 0) {
      children.forEach(visit)
      return
    }
    const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line
    const last = source.getLineAndCharacterOfPosition(node.getEnd()).line
    for (let line = first; line <= last; line += 1) numbers.add(line)
  }
  visit(source)
  return numbers
}

/**
 * Lines of code of a file, and of each of its functions.
 * @returns {{ lines: number, functions: FunctionSize[] }}
 */
export function countCodeLines(path, text) {
  const source = parseSource(path, text)
  const numbers = codeLineNumbers(source)
  const functions = []
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line
      let lines = 0
      for (let line = first; line <= last; line += 1) if (numbers.has(line)) lines += 1
      functions.push({ name: nameOf(node) ?? `line ${first + 1}`, line: first + 1, lines })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { lines: numbers.size, functions }
}
