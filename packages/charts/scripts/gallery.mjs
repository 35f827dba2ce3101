/**
 * Writes every chart with sample data into one HTML file, light and dark, for a person to look at:
 *   node packages/charts/scripts/gallery.mjs [file]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const file = process.argv[2] ?? 'gallery.html'
const folder = mkdtempSync(join(here, '.gallery-'))

/** Bundles the TypeScript sources, as Node 20 does not read them itself. */
async function load() {
  const outfile = join(folder, 'gallery.mjs')
  await build({
    stdin: {
      contents: `export { gallery } from '../src/gallery/gallery.ts'
        export { cssTheme, darkTheme, lightTheme, migrationColour, rampColour, renderSvg, themeVariables } from '../src/index.ts'`,
      resolveDir: here,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}

function triangle(charts) {
  const rows = [0, 1, 2, 3, 4, 5].map((cohort) => {
    const cells = Array.from({ length: 8 - cohort }, (_, age) => {
      const share = age === 0 ? 1 : (0.86 - cohort * 0.03) * 0.9 ** (age - 1)
      const paint = charts.rampColour(share, charts.cssTheme)
      return `<td style="background:${paint.background};color:${paint.text}">${Math.round(share * 100)}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table>${rows.join('')}</table>`
}

function migration(charts) {
  const rows = [0, 1, 2, 3].map((from) => {
    const cells = [0, 1, 2, 3].map((to) => {
      const share = from === to ? 0.6 : 0.28 / Math.abs(from - to)
      const paint = charts.migrationColour(from - to, share, charts.cssTheme)
      return `<td style="background:${paint.background};color:${paint.text}">${Math.round(share * 100)}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table>${rows.join('')}</table>`
}

function section(charts, name, theme) {
  const variables = Object.entries(charts.themeVariables(theme))
  const style = variables.map(([key, value]) => `${key}:${value}`).join(';')
  const figures = charts
    .gallery(charts.cssTheme, name)
    .map(
      (item) =>
        `<figure><figcaption>${item.name}</figcaption>${charts.renderSvg(item.node)}</figure>`,
    )
  const tables = [triangle(charts), migration(charts)].map(
    (table) => `<figure><figcaption>ramp</figcaption>${table}</figure>`,
  )
  return `<section style="${style}">${[...figures, ...tables].join('')}</section>`
}

try {
  const charts = await load()
  const font = new URL(import.meta.resolve('@fontsource-variable/inter/index.css')).href
  const page = `<!doctype html><meta charset="utf-8"><title>Charts</title>
<link rel="stylesheet" href="${font}">
<style>
  body { margin: 0; font: 12px 'Inter Variable', Inter, sans-serif; font-variant-numeric: tabular-nums }
  section { background: var(--paper); color: var(--ink); padding: 24px; display: flex; flex-wrap: wrap; gap: 16px 32px }
  figure { margin: 0 } figcaption { color: var(--muted); margin-bottom: 4px } svg { display: block }
  td { width: 36px; height: 24px; text-align: center }
</style>
${section(charts, 'light', charts.lightTheme)}${section(charts, 'dark', charts.darkTheme)}`
  writeFileSync(file, page)
  console.log(`wrote ${file}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
