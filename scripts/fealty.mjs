#!/usr/bin/env node
/** `npx fealty` inside a clone: the program, installed and built first when it has to be. */
import { ensureBuilt, ensureInstalled, runProgram } from './setup.mjs'

const args = process.argv.slice(2)
ensureInstalled()
await ensureBuilt(args[0] === 'start' ? ['program', 'web'] : ['program'])
await runProgram(args)
