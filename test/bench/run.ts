/**
 * `npm run bench`: what this library costs over the floor, on the same frames, in one run.
 *
 * Each contender runs in a process of its own, contenders take turns (A B C A B C …), the generator is a process
 * of its own too. The figure is CPU time for each update; what counts is its ratio to the floor of the same
 * round, and of these the median. Options: `--rounds N --updates N --items N`, and `--limit R`, which fails the run
 * when the events of one message a frame cost more than R times the floor.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Load } from './frames.js'
import type { Reading, Task } from './meter.js'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    updates: { type: 'string', default: '200000' },
    items: { type: 'string', default: '100' },
    limit: { type: 'string' },
  },
})

const contenders = ['floor', 'events', 'image'] as const
type Contender = (typeof contenders)[number]

const loads: readonly Load[] = [1, 10].map((perFrame) => ({
  items: Number(options.items),
  fields: 15,
  perFrame,
}))

const file = (name: string): string => fileURLToPath(new URL(`${name}.ts`, import.meta.url))

const message = async <Message>(child: ChildProcess): Promise<Message> =>
  new Promise((resolve, reject) => {
    child.once('message', (received) => {
      resolve(received as Message)
    })
    child.once('exit', (code) => {
      reject(new Error(`a process of the benchmark ended with code ${code ?? 'none'}`))
    })
  })

const measure = async (
  generator: ChildProcess,
  port: number,
  contender: Contender,
  load: Load,
): Promise<Reading> => {
  const updates = Number(options.updates)
  const names = Array.from({ length: load.items }, (_, index) => `ITEM${index}.N`)
  const task: Task = { port, names, warmUp: Math.ceil(updates / 4), updates }
  const child = fork(file(`contender-${contender}`), [JSON.stringify(task)])
  await message(child)
  generator.send({ load, updates: task.warmUp + updates })
  const { reading } = await message<{ reading: Reading }>(child)
  child.removeAllListeners('exit')
  child.kill()
  return reading
}

const median = (list: readonly number[]): number => {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

const perUpdate = ({ cpuMicroseconds, updates }: Reading): number => cpuMicroseconds / updates

const generator = fork(file('generator'))
const { port } = await message<{ port: number }>(generator)
generator.removeAllListeners('exit')

console.log(
  `node ${process.version}, ${cpus().length} cores, ${options.rounds} rounds of ${options.updates} updates`,
)
console.log('contender    frame   CPU/update  updates/s   ratio to floor: median (min .. max)')
let eventsRatio = NaN
for (const load of loads) {
  const readings = new Map<Contender, Reading[]>(contenders.map((contender) => [contender, []]))
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const contender of contenders) {
      readings.get(contender)?.push(await measure(generator, port, contender, load))
    }
  }
  const floor = (readings.get('floor') ?? []).map(perUpdate)
  for (const [contender, list] of readings) {
    const ratios = list.map((reading, round) => perUpdate(reading) / (floor[round] ?? NaN))
    if (contender === 'events' && load.perFrame === 1) eventsRatio = median(ratios)
    const rate = median(list.map(({ updates, wallMilliseconds }) => (updates / wallMilliseconds) * 1000))
    console.log(
      `${contender.padEnd(12)} ${String(load.perFrame).padStart(5)}` +
        `   ${median(list.map(perUpdate)).toFixed(2).padStart(7)} us` +
        `   ${rate.toFixed(0).padStart(8)}` +
        `   ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} .. ${Math.max(...ratios).toFixed(2)})`,
    )
  }
}
generator.disconnect()
if (options.limit !== undefined && !(eventsRatio <= Number(options.limit))) {
  console.error(`events cost ${eventsRatio.toFixed(2)} times the floor; the limit is ${options.limit}`)
  process.exitCode = 1
}
