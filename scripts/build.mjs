/**
 * Builds the product into dist/: the program, its child processes and the web app.
 *
 *   node scripts/build.mjs              everything that is there
 *   node scripts/build.mjs --children   the child processes only (tests start them)
 *   node scripts/build.mjs --no-web     all but the web app
 */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build as bundle } from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const distFolder = join(root, 'dist')

/** Processes and threads that the program starts. */
export const children = {
  'engine-child': 'packages/engine/src/duckdb/child.ts',
  'import-child': 'packages/measure/src/import/child.ts',
  'sqlite-thread': 'packages/store/src/sqlite-thread.ts',
}
/** Programs that tests start beside the product's own. */
const testChildren = {
  'acked-writer': 'packages/store/src/test/acked-writer.ts',
  'answer-server': 'packages/server/src/test/answer-server.ts',
  'folder-holder': 'packages/store/src/test/folder-holder.ts',
  'stream-rows': 'packages/engine/src/test/stream-rows.ts',
  fealty: 'packages/cli/src/main.ts',
}
export const program = { fealty: 'packages/cli/src/main.ts' }

/** Packages of many small files, without native code: in the bundle they load in half the time. */
const bundledPackages = /^(kysely|zod|hono|@hono\/node-server)(\/|$)/

/**
 * Our own rooms go into the bundle; most of npm stays where npm put it, because some of it holds
 * native code and all of it lies beside the bundle anyway.
 */
const npmStaysOutside = {
  name: 'npm-stays-outside',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const isInside = path.startsWith('@fealty/') || bundledPackages.test(path)
      return kind === 'entry-point' || isInside ? undefined : { path, external: true }
    })
  },
}

/** Bundles programs given as `{ name: source }`, sources relative to the root; absent ones are left out. */
export async function bundleEntries(entries, folder = distFolder) {
  const present = Object.entries(entries).filter(([, source]) => existsSync(join(root, source)))
  if (present.length === 0) return
  await bundle({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [npmStaysOutside],
  })
}

/** Bundles all child processes for the tests and says in which folder they are. */
export async function buildTestChildren() {
  const folder = join(distFolder, 'test')
  await bundleEntries({ ...children, ...testChildren }, folder)
  return folder
}

async function buildWeb() {
  const webRoot = join(root, 'packages/web')
  if (!existsSync(join(webRoot, 'index.html'))) return
  const { build } = await import('vite')
  const outDir = join(distFolder, 'web')
  await build({ root: webRoot, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  await bundlePublicScripts(join(outDir, 'assets'))
  compressFolder(outDir)
}

/** Scripts that customers load, not colleagues: small, one file each, named by their content. */
const publicScripts = {
  'survey-page': 'packages/web/src/survey-page/page.ts',
  'survey-widget': 'packages/web/src/survey-page/widget.ts',
}

/** Bundles the scripts of the public pages; exported for the test that holds their size. */
export async function bundlePublicScripts(folder) {
  await bundle({
    absWorkingDir: root,
    entryPoints: publicScripts,
    entryNames: '[name]-[hash]',
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome105', 'firefox121', 'safari15.4'],
    legalComments: 'none',
    logLevel: 'warning',
  })
}

const compressible = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt'])

/** Puts `.br` and `.gz` beside every text file, so that the server never compresses on request. */
function compressFolder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !compressible.has(extname(entry.name))) continue
    const path = join(entry.parentPath, entry.name)
    const body = readFileSync(path)
    if (body.length < 1024) continue
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    writeFileSync(`${path}.br`, brotliCompressSync(body, { params: quality }))
    writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }))
  }
}

/** Builds parts of the product: `program` (with its child processes) and `web`. */
export async function buildParts(parts) {
  await Promise.all([
    parts.includes('program') ? bundleEntries({ ...program, ...children }) : undefined,
    parts.includes('web') ? buildWeb() : undefined,
  ])
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const flags = process.argv.slice(2)
  if (flags.includes('--children')) await bundleEntries(children)
  else await buildParts(flags.includes('--no-web') ? ['program'] : ['program', 'web'])
}
