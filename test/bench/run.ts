/**
 * `npm run bench`: what this library costs over the floor, on the same frames, in one run. A full run writes
 * `docs/performance.md`; with `--quick` it only sees that nothing has become much worse, and with `--only` it prints.
 */
import { parseArgs } from 'node:util'
import { buildProcesses } from './harness/build.js'
import type { Setting } from './harness/setting.js'
import { tableOfFindings } from './report/findings.js'
import { thisMachine } from './report/machine.js'
import { figuresOf } from './report/page.js'
import { textOf, textOfTable } from './report/print.js'
import type { SuiteReport } from './report/report.js'
import { writeReport } from './report/write.js'
import { compression } from './suites/compression.js'
import { fanOut } from './suites/fan-out.js'
import { latency } from './suites/latency.js'
import { memory } from './suites/memory.js'
import { opening } from './suites/opening.js'
import { size } from './suites/size.js'
import { throughput } from './suites/throughput.js'
import { findingsOf, targets } from './targets.js'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})

/** All suites, in the order in which the page has them. */
const suites: Readonly<Record<string, (setting: Setting) => Promise<SuiteReport>>> = {
  throughput,
  'fan-out': fanOut,
  latency,
  opening,
  memory,
  size,
  compression,
}

/** Suites of a quick run: those that have targets, and do not take long. */
const quickSuites = ['throughput', 'memory', 'opening']

const setting: Setting = {
  folder: await buildProcesses(),
  quick: options.quick,
  rounds: Number(options.rounds ?? (options.quick ? 3 : 7)),
  progress: (text) => {
    console.error(text)
  },
}
const chosen = options.only?.split(',') ?? (options.quick ? quickSuites : Object.keys(suites))
for (const name of chosen) {
  if (suites[name] === undefined)
    throw new Error(`there is no suite ${name}; there are ${Object.keys(suites).join(', ')}`)
}
const reports: Record<string, SuiteReport> = {}
for (const [name, suite] of Object.entries(suites)) {
  if (!chosen.includes(name)) continue
  const report = await suite(setting)
  console.log(textOf(report))
  reports[name] = report
}

const findings = findingsOf(targets, figuresOf(reports), options.quick)
if (findings.length > 0) console.log(textOfTable(tableOfFindings(findings)))
if (!options.quick && (options.write || options.only === undefined))
  await writeReport({ machine: thisMachine(), rounds: setting.rounds, suites: reports, findings })
if (options.quick && findings.some(({ met }) => !met)) process.exitCode = 1
