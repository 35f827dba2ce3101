/**
 * Speed and memory, as ratios to a peer in the same run.
 *
 *   npm run bench                          all of it: the product, then the kernels
 *   npm run bench -- product [--orders N]  the product on much data, see bench/bench-product.mjs
 *   npm run bench -- kernels [--quick]     the kernels beside Python and R
 *   npm run bench -- sentiment              the reading of sentiment beside three packages
 *   npm run bench -- capture               answers under load, see packages/server/bench
 *   npm run bench -- peers                 installs Python's and R's packages for that
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { bundleEntries, children, program } from './build.mjs'
import { ensureInstalled, root } from './setup.mjs'

const parts = {
  product: () => join(root, 'scripts/bench/bench-product.mjs'),
  kernels: async () => {
    const folder = join(root, 'dist/bench')
    await bundleEntries({ kernels: 'packages/stats/bench/bench-kernels.ts' }, folder)
    return join(folder, 'kernels.mjs')
  },
  sentiment: async () => {
    const folder = join(root, 'dist/bench')
    await bundleEntries({ sentiment: 'packages/explain/bench/bench-sentiment.ts' }, folder)
    return join(folder, 'sentiment.mjs')
  },
  capture: async () => {
    const folder = join(root, 'dist/bench')
    const entries = { capture: 'packages/server/bench/bench-capture.ts' }
    await bundleEntries({ ...entries, ...program, ...children }, folder)
    return join(folder, 'capture.mjs')
  },
  peers: () => join(root, 'scripts/bench/install-peers.mjs'),
}

const [word = 'all', ...rest] = process.argv.slice(2)
const names = word === 'all' ? ['product', 'kernels', 'sentiment'] : [word]
if (!names.every((name) => name in parts)) {
  console.error(`There is no bench ${word}. Known: all, ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}
ensureInstalled()
for (const name of names) {
  const entry = await parts[name]()
  const { status } = spawnSync(process.execPath, [entry, ...rest], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
