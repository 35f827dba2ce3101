/** What a source file imports, by the TypeScript parser. */
import ts from 'typescript'

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line       1 for the first
 * @property {boolean} typeOnly  nothing of it is there at run time
 */

function isTypeOnly(node) {
  if (ts.isImportDeclaration(node)) {
    return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
  }
  return ts.isExportDeclaration(node) ? node.isTypeOnly : true
}

function specifierOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  if (ts.isCallExpression(node)) {
    const { expression } = node
    const loads =
      expression.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(expression) && expression.text === 'require')
    return loads ? node.arguments[0] : undefined
  }
  return undefined
}

function usesFetch(node) {
  if (ts.isCallExpression(node)) {
    return ts.isIdentifier(node.expression) && node.expression.text === 'fetch'
  }
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'fetch' &&
    ts.isIdentifier(node.expression) &&
    ['globalThis', 'window', 'self'].includes(node.expression.text)
  )
}

/** Parses a file; `.tsx` with its tags. */
export function parseSource(path, text) {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
}

/**
 * Imports of a file in the order in which they stand, and the lines that call `fetch`.
 * @returns {{ imports: Import[], fetchLines: number[] }}
 */
export function readImports(path, text) {
  const source = parseSource(path, text)
  const lineOf = (node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
  const imports = []
  const fetchLines = []
  const visit = (node) => {
    const specifier = specifierOf(node)
    if (specifier && ts.isStringLiteralLike(specifier)) {
      const typeOnly = ts.isCallExpression(node) ? false : isTypeOnly(node)
      imports.push({ specifier: specifier.text, line: lineOf(node), typeOnly })
    }
    if (usesFetch(node)) fetchLines.push(lineOf(node))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { imports, fetchLines }
}
