import type { ClientOptions } from 'ws'
import { startProcess } from '../harness/process.js'
import { inTurn } from '../harness/rounds.js'
import type { Setting } from '../harness/setting.js'
import type { SocketTask } from '../harness/socket-task.js'
import { median, ratiosTo, spreadOf } from '../harness/statistics.js'
import type { Reading } from '../harness/task.js'
import { withGenerator, type Generator } from '../harness/with-generator.js'
import { digits, whole, type SuiteReport, type Table } from '../report/report.js'

interface Way {
  readonly title: string
  readonly options: ClientOptions
}

/** Options of the socket, by the name that their figures have. */
const ways = {
  off: { title: 'no compression, no validation', options: { skipUTF8Validation: true } },
  together: { title: 'compressed', options: { skipUTF8Validation: true, perMessageDeflate: true } },
  alone: {
    title: 'compressed, each frame by itself',
    options: { skipUTF8Validation: true, perMessageDeflate: { serverNoContextTakeover: true } },
  },
  validated: { title: 'texts validated', options: { skipUTF8Validation: false } },
} as const satisfies Record<string, Way>

const contenders = { floor: 'floor A', events: '**rx-omm**, events' } as const

type Contender = `${keyof typeof contenders}-${keyof typeof ways}`

const all = (Object.keys(contenders) as (keyof typeof contenders)[]).flatMap((who) =>
  (Object.keys(ways) as (keyof typeof ways)[]).map((way) => ({ id: `${who}-${way}` as const, who, way })),
)

const loads = [
  { id: 'one', perFrame: 1, title: 'one message a frame' },
  { id: 'ten', perFrame: 10, title: 'ten messages a frame' },
] as const

const measure = async (
  { folder, quick }: Setting,
  generator: Generator,
  contender: Contender,
): Promise<Reading> => {
  const [who, way] = contender.split('-') as [keyof typeof contenders, keyof typeof ways]
  // What is compressed takes its time.
  const share = way === 'together' || way === 'alone' ? 0.2 : 1
  const updates = (quick ? 60_000 : 200_000) * share
  const warmUp = 60_000 * share
  const task: SocketTask = {
    port: generator.port,
    items: 100,
    domain: 'MarketPrice',
    warmUp,
    updates,
    options: ways[way].options,
  }
  const child = startProcess(folder, `socket-${who}`, task)
  await child.hear()
  generator.tell({ order: 'send', updates: warmUp + updates })
  const { reading } = await child.hear<{ reading: Reading }>()
  await child.end()
  return reading
}

/** What options of the socket cost and save: compression, and the validation of texts. */
export const compression = async (setting: Setting): Promise<SuiteReport> =>
  withGenerator(setting, async (generator) => {
    const tables: Table[] = []
    const figures: Record<string, number> = {}
    for (const { id, perFrame, title } of loads) {
      setting.progress(`options of the socket, ${title}`)
      generator.load({ content: 15, perFrame })
      const readings = await inTurn(
        all.map((one) => one.id),
        setting.rounds,
        async (contender) => measure(setting, generator, contender),
      )
      const costs = (contender: Contender): number[] =>
        (readings.get(contender) ?? []).map(({ cpuMicroseconds, count }) => cpuMicroseconds / count)
      const rows = all.map(({ id: contender, who, way }) => {
        const bytes = median((readings.get(contender) ?? []).map((reading) => reading.bytes / reading.count))
        const ratio = spreadOf(ratiosTo(costs(`${who}-off`), costs(contender)))
        figures[`compression.${id}.${contender}.cpu`] = ratio.median
        figures[`compression.${id}.${contender}.bytes`] = bytes
        return [
          `${contenders[who]}, ${ways[way].title}`,
          digits(median(costs(contender)), 2),
          digits(ratio.median, 2),
          `${digits(ratio.min, 2)} – ${digits(ratio.max, 2)}`,
          whole(bytes),
        ]
      })
      const columns = ['contender', 'CPU an update, µs', 'ratio to neither', 'spread', 'bytes an update']
      tables.push({ title: `market price, 15 fields, ${title}`, columns, rows })
    }
    return {
      title: 'Compression and validation',
      about:
        'Both are options of package `ws`, which an application can set with a `webSocket` factory of its own. ' +
        'CPU time includes the threads of the compressor. A compressor refers to what went before within 32 KB, ' +
        'unless the client asks for each frame to be compressed by itself.',
      tables,
      figures,
    }
  })
