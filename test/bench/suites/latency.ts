import type { LatencyReading, LatencyTask } from '../harness/latency-meter.js'
import { startProcess } from '../harness/process.js'
import { inTurn } from '../harness/rounds.js'
import type { Setting } from '../harness/setting.js'
import { median } from '../harness/statistics.js'
import { withGenerator, type Generator } from '../harness/with-generator.js'
import { digits, whole, type SuiteReport, type Table } from '../report/report.js'

/** Contenders by the name that their figures have. */
const contenders = {
  floor: 'floor A: `ws`, `JSON.parse`, count',
  events: '**rx-omm**, events',
  image: '**rx-omm**, `toImage`',
} as const

type Contender = keyof typeof contenders

const percentiles = ['p50', 'p99', 'p999'] as const

/** Updates as fast as they can be taken, before the pace begins: by then the code has been compiled. */
const warmUp = 60_000

const measure = async (
  { folder, quick }: Setting,
  generator: Generator,
  perSecond: number,
  contender: Contender,
): Promise<LatencyReading> => {
  const updates = perSecond * (quick ? 1 : 2)
  const task: LatencyTask = {
    port: generator.port,
    items: 100,
    domain: 'MarketPrice',
    warmUp,
    leadIn: perSecond / 2,
    updates,
  }
  const child = startProcess(folder, `latency-${contender}`, task)
  await child.hear()
  generator.tell({ order: 'send', updates: warmUp })
  await child.hear()
  generator.tell({ order: 'pace', updates: task.leadIn + updates, perSecond })
  const { reading } = await child.hear<{ reading: LatencyReading }>()
  await child.end()
  return reading
}

/** Time from the socket to the subscriber at some paces, in microseconds. */
export const latency = async (setting: Setting): Promise<SuiteReport> =>
  withGenerator(setting, async (generator) => {
    generator.load({ content: 15, perFrame: 1 })
    const tables: Table[] = []
    const figures: Record<string, number> = {}
    for (const perSecond of setting.quick ? [50_000] : [10_000, 50_000, 100_000]) {
      setting.progress(`latency at ${whole(perSecond)} updates a second`)
      const readings = await inTurn(
        Object.keys(contenders) as Contender[],
        setting.rounds,
        async (contender) => measure(setting, generator, perSecond, contender),
      )
      const rows = [...readings].map(([contender, list]) => {
        const cells = percentiles.map((name) => {
          const value = median(list.map((reading) => reading[name]))
          figures[`latency.${perSecond}.${contender}.${name}`] = value
          return whole(value)
        })
        const middle = (of: (reading: LatencyReading) => number): number => median(list.map(of))
        return [
          contenders[contender],
          ...cells,
          digits(
            middle(({ perRead }) => perRead),
            1,
          ),
          whole(middle(({ perSecond }) => perSecond)),
        ]
      })
      tables.push({
        title: `${whole(perSecond)} updates a second`,
        columns: ['contender', 'p50, µs', 'p99, µs', 'p99.9, µs', 'updates a read', 'updates a second'],
        rows,
      })
    }
    return {
      title: 'Latency',
      about:
        'The time from the event with which bytes leave the TCP socket to the call of the subscriber, in the process ' +
        'of the client: 100 items, updates of 15 fields, one message a frame, at an even pace. Each figure is the ' +
        'median over the rounds of the percentile in each. Messages that come with one read of the socket wait for ' +
        'each other, and a collection of garbage or the scheduler of a busy machine makes the last percentiles.',
      tables,
      figures,
    }
  })
