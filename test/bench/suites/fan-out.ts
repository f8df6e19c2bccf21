import type { FanOutTask } from '../harness/fan-out-task.js'
import { startProcess } from '../harness/process.js'
import { inTurn } from '../harness/rounds.js'
import type { Setting } from '../harness/setting.js'
import { median, ratiosTo, spreadOf } from '../harness/statistics.js'
import type { Reading } from '../harness/task.js'
import { withGenerator, type Generator } from '../harness/with-generator.js'
import { digits, whole, type SuiteReport, type Table } from '../report/report.js'

/** Contenders by the name of their process. */
const contenders = {
  'fan-out-floor': 'floor A and a bare `Subject`',
  'fan-out': '**rx-omm**',
} as const

type Contender = keyof typeof contenders

interface Case {
  readonly id: string
  readonly title: string
  readonly items: number
  readonly subscribers: number
  readonly updates: number
}

const cases: readonly Case[] = [
  {
    id: 'oneToMany',
    title: 'one item, 10,000 subscribers',
    items: 1,
    subscribers: 10_000,
    updates: 1_000,
  },
  {
    id: 'manyToOne',
    title: '10,000 items, one subscriber of all of them',
    items: 10_000,
    subscribers: 1,
    updates: 200_000,
  },
]

const measure = async (
  { folder, quick }: Setting,
  generator: Generator,
  { items, subscribers, ...usual }: Case,
  contender: Contender,
): Promise<Reading> => {
  const updates = quick ? usual.updates / 4 : usual.updates
  const warmUp = updates / 2
  const task: FanOutTask = {
    port: generator.port,
    items,
    subscribers,
    warmUp: warmUp * subscribers,
    deliveries: updates * subscribers,
  }
  const child = startProcess(folder, contender, task)
  try {
    await child.hear()
    generator.tell({ order: 'send', updates: warmUp + updates })
    const { reading } = await child.hear<{ reading: Reading }>()
    return reading
  } finally {
    await child.end()
  }
}

/** Nanoseconds of CPU time for each delivery. */
const cost = ({ cpuMicroseconds, count }: Reading): number => (cpuMicroseconds / count) * 1_000

const runCase = async (
  setting: Setting,
  one: Case,
): Promise<{ readonly table: Table; readonly ratio: number }> =>
  withGenerator(setting, async (generator) => {
    generator.load({ content: 15, perFrame: 1 })
    const order = Object.keys(contenders) as Contender[]
    const readings = await inTurn(order, setting.rounds, async (contender) =>
      measure(setting, generator, one, contender),
    )
    const costs = order.map((contender) => (readings.get(contender) ?? []).map(cost))
    const [floor = []] = costs
    const ratios = costs.map((list) => spreadOf(ratiosTo(floor, list)))
    const rows = order.map((contender, index) => {
      const { median: ratio = NaN, min = NaN, max = NaN } = ratios[index] ?? {}
      return [
        contenders[contender],
        whole(median(costs[index] ?? [])),
        digits(ratio, 2),
        `${digits(min, 2)} – ${digits(max, 2)}`,
      ]
    })
    const columns = ['contender', 'CPU a delivery, ns', 'ratio', 'spread']
    return { table: { title: one.title, columns, rows }, ratio: ratios[1]?.median ?? NaN }
  })

/** CPU time for each delivery where many subscribe to one, or one to many, as a ratio to a bare `Subject`. */
export const fanOut = async (setting: Setting): Promise<SuiteReport> => {
  const tables: Table[] = []
  const figures: Record<string, number> = {}
  for (const one of cases) {
    setting.progress(one.title)
    const { table, ratio } = await runCase(setting, one)
    tables.push(table)
    figures[`fanOut.${one.id}`] = ratio
  }
  return {
    title: 'Fan-out',
    about:
      'CPU time for each delivery to a subscriber: with many subscribers of one item that is the way from the item ' +
      'to each of them, with many items and one subscriber it is all that is done about an update.',
    tables,
    figures,
  }
}
