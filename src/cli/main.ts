#!/usr/bin/env node
import { run } from './run.js'

// A reader that goes away, as `head` does, is no error of this program; who minds is told otherwise.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const exitCode = await run(process.argv.slice(2), process)
// Connections that HTTP keeps for later would hold the process for some seconds more.
process.stdout.write('', () => process.exit(exitCode))
