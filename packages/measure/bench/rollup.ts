/**
 * Ten million order lines of one million customers: how long the derived tables take, and how much
 * memory the engine takes for them. Prints one JSON line.
 *
 *   node scripts/build.mjs --children
 *   npx esbuild packages/measure/bench/rollup.ts --bundle --platform=node --format=esm --packages=external \
 *     --alias:@fealty/engine=./packages/engine/src/index.ts --outfile=dist/bench-rollup.mjs
 *   node dist/bench-rollup.mjs [LINES] [CUSTOMERS]
 */
