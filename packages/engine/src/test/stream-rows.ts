/**
 * Streams the answer to the statement of its parameter from the cluster of the environment, as the
 * program does, in a process of its own whose memory can be limited and measured. Prints a line of JSON.
 */
import { readTrinoAddress } from '../trino/address.ts'
import { TrinoClient } from '../trino/statement.ts'

const client = new TrinoClient(readTrinoAddress(process.env.ENGINE_URL ?? ''))
const began = performance.now()
let rows = 0
for await (const page of client.run(process.argv[2] ?? '', { seconds: 600 }))
  rows += page.rows.length
const seconds = (performance.now() - began) / 1_000
// What the system counted, in KB: garbage that was not collected in time is in it.
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1_024)
console.log(JSON.stringify({ rows, seconds: Math.round(seconds), peakMegabytes }))
