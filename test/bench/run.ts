/**
 * `npm run bench`: what this library costs over the floor, on the same frames, in one run. See `docs/performance.md`.
 */
import { parseArgs } from 'node:util'
import { buildProcesses } from './harness/build.js'
import type { Setting } from './harness/setting.js'
import { textOf } from './report/print.js'
import type { SuiteReport } from './report/report.js'
import { throughput } from './suites/throughput.js'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
  },
})

const suites: Readonly<Record<string, (setting: Setting) => Promise<SuiteReport>>> = { throughput }

const setting: Setting = {
  folder: await buildProcesses(),
  quick: options.quick,
  rounds: Number(options.rounds ?? (options.quick ? 3 : 7)),
  progress: (text) => {
    console.error(text)
  },
}
const chosen = options.only?.split(',') ?? Object.keys(suites)
for (const name of chosen) {
  const suite = suites[name]
  if (suite === undefined)
    throw new Error(`there is no suite ${name}; there are ${Object.keys(suites).join(', ')}`)
  console.log(textOf(await suite(setting)))
}
