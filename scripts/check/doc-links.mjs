/**
 * Every link of a page leads somewhere: to a file that is there, and to a heading that it has. Every
 * page under docs/ is linked from another one, so that it can be found.
 *
 *   node scripts/check/doc-links.mjs
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import { projectFiles } from './repository.mjs'
import { runCheck } from './run-check.mjs'

/** The page without code, where brackets are no links. */
function withoutCode(markdown) {
  return markdown.replaceAll(/^(```+)[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '')
}

/** The anchor that a heading gets, as GitHub makes it. */
export function headingAnchor(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
}

function anchorsOf(markdown) {
  const prose = markdown.replaceAll(/^(```+)[\s\S]*?^\1/gm, '')
  return new Set([...prose.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => headingAnchor(match[1])))
}

/** Targets of links and pictures that lie in the project. */
function linksOf(markdown) {
  return [...withoutCode(markdown).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)]
    .map((match) => match[1])
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
}

/** @param {string} root */
export function checkDocLinks(root) {
  const pages = projectFiles(root).filter((path) => path.endsWith('.md'))
  const texts = new Map(pages.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
  const linked = new Set()
  const problems = []
  let links = 0
  for (const [page, text] of texts) {
    for (const link of linksOf(text)) {
      links += 1
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? page : posix.join(posix.dirname(page), decodeURI(file))
      if (target !== page) linked.add(target)
      if (!existsSync(join(root, target))) {
        problems.push(`${page} links to ${link}, but there is no ${target}.`)
      } else if (anchor && texts.has(target) && !anchorsOf(texts.get(target)).has(anchor)) {
        problems.push(`${page} links to ${link}, but ${target} has no such heading.`)
      }
    }
  }
  const folders = [...linked].map((target) => target.replace(/\/?$/, '/'))
  for (const page of pages) {
    const found = linked.has(page) || folders.includes(`${posix.dirname(page)}/`)
    if (page.startsWith('docs/') && !found) {
      problems.push(`${page} is linked from no other page. Link it from docs/README.md.`)
    }
  }
  return { problems, summary: `${pages.length} pages, ${links} links` }
}

await runCheck(import.meta.url, () =>
  checkDocLinks(resolve(dirname(import.meta.filename), '../..')),
)
