import { startProcess } from '../harness/process.js'
import { inTurn } from '../harness/rounds.js'
import type { Setting } from '../harness/setting.js'
import { median, ratiosTo, spreadOf } from '../harness/statistics.js'
import type { Reading, Task } from '../harness/task.js'
import { withGenerator, type Generator } from '../harness/with-generator.js'
import { digits, whole, type SuiteReport, type Table } from '../report/report.js'
import type { Load } from '../server/load.js'

/** Contenders by the name of their process. */
const contenders = {
  floor: 'floor A: `ws`, `JSON.parse`, count',
  'floor-rxjs': 'floor B: the same through `rxjs-websockets`',
  dispatch: 'parse and dispatch by type',
  events: '**rx-omm**, events',
  uncached: '**rx-omm**, events, `cache: false`',
  image: '**rx-omm**, `toImage`',
  conflated: '**rx-omm**, `conflate(250)`, `toImage`',
  naive: '`webSocket()`, `filter` and `scan` an item',
} as const

type Contender = keyof typeof contenders

interface Mode {
  readonly id: string
  readonly title: string
  readonly load: Load
  readonly items: number
  /** Messages of the usual size that one of this mode amounts to. */
  readonly weight: number
  readonly contenders: readonly Contender[]
}

const all = (Object.keys(contenders) as Contender[]).filter((contender) => contender !== 'uncached')
const ours: readonly Contender[] = ['floor', 'events', 'image', 'conflated']

const prices = (
  perFrame: number,
  content: number,
  weight: number,
  which: readonly Contender[] = all,
): Mode => ({
  id: `price-${content}-${perFrame === 1 ? 'one' : 'ten'}`,
  title: `market price, ${content} fields, ${perFrame === 1 ? 'one message' : 'ten messages'} a frame`,
  load: { content, perFrame },
  items: 100,
  weight,
  contenders: which,
})

const modes: readonly Mode[] = [
  prices(1, 15, 1),
  prices(10, 15, 1),
  prices(1, 6, 1),
  prices(1, 80, 4),
  {
    id: 'book-one',
    title: 'market by price, two levels changed of forty, one message a frame',
    load: { content: 'book', perFrame: 1 },
    items: 100,
    weight: 2,
    contenders: all.filter((contender) => contender !== 'naive'),
  },
  {
    ...prices(1, 15, 1, ['floor', 'events', 'uncached', 'image', 'conflated']),
    id: 'price-15-many',
    title: 'market price, 15 fields, one message a frame, 100,000 open items',
    items: 100_000,
  },
]

const quickModes = modes.slice(0, 2).map((mode) => ({ ...mode, contenders: ours }))

const measure = async (
  { folder, quick }: Setting,
  generator: Generator,
  { items, load, weight }: Mode,
  contender: Contender,
): Promise<Reading> => {
  // What goes through a filter for each item takes its time.
  const updates = Math.ceil((quick ? 60_000 : contender === 'naive' ? 100_000 : 300_000) / weight)
  const warmUp = Math.ceil(Math.max(updates / 3, 40_000 / weight))
  const domain = load.content === 'book' ? 'MarketByPrice' : 'MarketPrice'
  const task: Task = { port: generator.port, items, domain, warmUp, updates }
  const child = startProcess(folder, contender, task)
  await child.hear()
  generator.tell({ order: 'send', updates: warmUp + updates })
  const { reading } = await child.hear<{ reading: Reading }>()
  await child.end()
  return reading
}

const cost = ({ cpuMicroseconds, count }: Reading): number => cpuMicroseconds / count
const rate = ({ count, wallMilliseconds }: Reading): number => (count / wallMilliseconds) * 1000

const runMode = async (
  setting: Setting,
  mode: Mode,
): Promise<{ table: Table; figures: Record<string, number> }> =>
  withGenerator(setting, async (generator) => {
    generator.load(mode.load)
    const readings = await inTurn(mode.contenders, setting.rounds, async (contender) =>
      measure(setting, generator, mode, contender),
    )
    const floor = (readings.get('floor') ?? []).map(cost)
    const figures: Record<string, number> = {}
    const rows = [...readings].map(([contender, list]) => {
      const ratio = spreadOf(ratiosTo(floor, list.map(cost)))
      figures[`throughput.${mode.id}.${contender}`] = ratio.median
      figures[`throughput.${mode.id}.${contender}.cpu`] = median(list.map(cost))
      return [
        contenders[contender],
        digits(median(list.map(cost)), 2),
        whole(median(list.map(rate))),
        digits(ratio.median, 2),
        `${digits(ratio.min, 2)} – ${digits(ratio.max, 2)}`,
      ]
    })
    const columns = ['contender', 'CPU an update, µs', 'updates a second', 'ratio to floor A', 'spread']
    return { table: { title: mode.title, columns, rows }, figures }
  })

/** CPU time for each update of all contenders, as a ratio to the floor. */
export const throughput = async (setting: Setting): Promise<SuiteReport> => {
  const tables: Table[] = []
  const figures: Record<string, number> = {}
  for (const mode of setting.quick ? quickModes : modes) {
    setting.progress(mode.title)
    const result = await runMode(setting, mode)
    tables.push(result.table)
    Object.assign(figures, result.figures)
  }
  return {
    title: 'Throughput',
    about:
      'One generator sends frames that were made ahead, as fast as the contender takes them. Each contender is a ' +
      'process of its own. The figure is CPU time, user and system, for each update after a warm-up. ' +
      'Where order books are sent, `toBook` stands in the place of `toImage`.',
    tables,
    figures,
  }
}
