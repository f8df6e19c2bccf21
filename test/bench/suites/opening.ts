import type { OpeningReading, OpeningTask } from '../harness/opening-task.js'
import { startProcess } from '../harness/process.js'
import { inTurn } from '../harness/rounds.js'
import type { Setting } from '../harness/setting.js'
import { median, ratiosTo, spreadOf } from '../harness/statistics.js'
import { withGenerator, type Generator } from '../harness/with-generator.js'
import { digits, whole, type SuiteReport, type Table } from '../report/report.js'

interface Contender {
  readonly title: string
  readonly file: string
  readonly token?: boolean
  readonly keep?: boolean
}

const contenders = {
  floor: { title: 'floor A: `ws`, `JSON.parse`, count', file: 'opening-floor' },
  keeping: { title: 'floor A, keeping the images', file: 'opening-floor', keep: true },
  items: { title: '**rx-omm**, one `items(names)`', file: 'opening-items' },
  item: { title: '**rx-omm**, an `item(name)` each', file: 'opening-item' },
  token: { title: '**rx-omm**, `item(name)`, with a token', file: 'opening-item', token: true },
} satisfies Record<string, Contender>

type Name = keyof typeof contenders

const names = Object.keys(contenders) as Name[]

/** What one way, from nothing to all images, has taken, as the client and the generator see it. */
interface Way extends OpeningReading {
  readonly longestPong: number
  readonly generatorCpu: number
}

/** One run of a contender: it opens all items, and, where that is wanted, gets them back after a loss. */
interface Run {
  readonly cold: Way
  readonly back?: Way
}

/** How often the generator pings, in milliseconds. */
const pingEvery = 20

/** Fields of an image. */
const imageFields = 20

const run = async (
  { folder }: Setting,
  generator: Generator,
  items: number,
  { file, token = false, keep = false }: Contender,
  drop: boolean,
): Promise<Run> => {
  const task: OpeningTask = { port: generator.port, items, token, keep }
  const child = startProcess(folder, file, task)
  const way = async (): Promise<Way> => {
    const { reading } = await child.hear<{ reading: OpeningReading }>()
    const { images, longestPong, cpuMilliseconds } = await generator.account()
    if (images !== items) throw new Error(`${file} has asked for ${images} items, and not for ${items}`)
    return { ...reading, longestPong, generatorCpu: cpuMilliseconds }
  }
  try {
    await generator.account()
    const cold = await way()
    if (!drop) return { cold }
    child.tell({ recover: true })
    await child.hear()
    await generator.account()
    generator.tell({ order: 'drop' })
    return { cold, back: await way() }
  } finally {
    await child.end()
  }
}

const columns = [
  'contender',
  'CPU, ms',
  'ratio to floor A',
  'spread',
  'time, ms',
  'ratio',
  'longest block, ms',
  'longest pong, ms',
  'CPU of the generator, ms',
]

interface Result {
  readonly table: Table
  readonly figures: Record<string, number>
}

/** Compares the ways of all contenders with those of the floor, round by round. */
const compare = (id: string, title: string, floor: readonly Way[], all: ReadonlyMap<Name, Way[]>): Result => {
  const figures: Record<string, number> = {}
  const rows = [...all].map(([name, ways]) => {
    const of = (member: keyof Way): number[] => ways.map((way) => way[member])
    const ratios = (member: keyof Way): number[] =>
      ratiosTo(
        floor.map((way) => way[member]),
        of(member),
      )
    const cpu = spreadOf(ratios('cpuMilliseconds'))
    const time = median(ratios('wallMilliseconds'))
    figures[`opening.${id}.${name}`] = cpu.median
    figures[`opening.${id}.${name}.time`] = time
    figures[`opening.${id}.${name}.block`] = median(of('longestBlock'))
    return [
      contenders[name].title,
      whole(median(of('cpuMilliseconds'))),
      digits(cpu.median, 2),
      `${digits(cpu.min, 2)} – ${digits(cpu.max, 2)}`,
      whole(median(of('wallMilliseconds'))),
      digits(time, 2),
      whole(median(of('longestBlock'))),
      whole(median(of('longestPong'))),
      whole(median(of('generatorCpu'))),
    ]
  })
  return { table: { title, columns, rows }, figures }
}

const measure = async (setting: Setting, items: number, drop: boolean): Promise<Map<Name, Run[]>> =>
  withGenerator(setting, async (generator) => {
    generator.load({ content: 15, perFrame: 1, imageFields })
    generator.tell({ order: 'ping', every: pingEvery })
    return inTurn(names, setting.rounds, async (name) =>
      run(setting, generator, items, contenders[name], drop),
    )
  })

const waysOf = (runs: ReadonlyMap<Name, Run[]>, which: keyof Run): Map<Name, Way[]> =>
  new Map([...runs].map(([name, list]) => [name, list.flatMap((one) => one[which] ?? [])]))

/** What it costs to open many items, and to have them back after a loss, as a ratio to the floor. */
export const opening = async (setting: Setting): Promise<SuiteReport> => {
  const [many, lost] = setting.quick ? [20_000, 10_000] : [100_000, 50_000]
  setting.progress(`opening ${whole(many)} items`)
  const opened = waysOf(await measure(setting, many, false), 'cold')
  setting.progress(`recovering ${whole(lost)} items`)
  const runs = await measure(setting, lost, true)
  const cold = waysOf(runs, 'cold').get('floor') ?? []
  const back = waysOf(runs, 'back')
  const results = [
    compare(
      'cold',
      `${whole(many)} items, from the first subscription to the last image`,
      opened.get('floor') ?? [],
      opened,
    ),
    compare(
      'recovery',
      `${whole(lost)} items back after a loss; ratios to the floor's first opening of them`,
      cold,
      back,
    ),
    compare(
      'again',
      `the same; ratios to the floor that connects and asks for them again`,
      back.get('floor') ?? [],
      back,
    ),
  ]
  return {
    title: 'Open and recover',
    about:
      'All contenders ask for items in batches of 500, with 2,000 of them under way at most. An image has 20 fields. ' +
      'CPU time is that of the whole process, user and system. After a loss it counts from there on, and the time from ' +
      'the new login on. The longest block is the longest delay of a timer with a beat of 1 ms, and a pong is late by ' +
      'what the client has to read before it gets to the ping, which is sent every 20 ms.',
    tables: results.map(({ table }) => table),
    figures: Object.assign({}, ...results.map(({ figures }) => figures)) as Record<string, number>,
  }
}
