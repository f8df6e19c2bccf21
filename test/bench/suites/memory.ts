import type { MemoryCase, MemoryReading, MemoryTask } from '../harness/memory-task.js'
import { startProcess } from '../harness/process.js'
import type { Setting } from '../harness/setting.js'
import { withGenerator, type Generator } from '../harness/with-generator.js'
import { digits, whole, type SuiteReport } from '../report/report.js'

/** What is held, by the name of the case. */
const cases: Readonly<Record<MemoryCase, string>> = {
  'floor-observables': 'a bare `Observable` with subscriber, teardown and `Map` entry',
  'floor-images': 'floor A: a `Map` of the images as they were parsed',
  item: '**rx-omm**, `item`',
  uncached: '**rx-omm**, `item` with `cache: false`',
  image: '**rx-omm**, `item` and `toImage`',
  items: '**rx-omm**, all in one `items`',
  updated: '**rx-omm**, `item`, each updated once',
  'image-updated': '**rx-omm**, `item` and `toImage`, each updated once',
}

const isFloor = (holds: MemoryCase): boolean => holds.startsWith('floor')

const measure = async (
  { folder }: Setting,
  generator: Generator,
  holds: MemoryCase,
  count: number,
): Promise<MemoryReading> => {
  const task: MemoryTask = { port: generator.port, holds, count }
  const child = startProcess(folder, isFloor(holds) ? 'memory-floor' : 'memory', task)
  try {
    if (holds.endsWith('updated')) {
      await child.hear()
      // One more, for the item that keeps the session open.
      generator.tell({ order: 'send', updates: count + 1 })
    }
    const { reading } = await child.hear<{ reading: MemoryReading }>()
    return reading
  } finally {
    await child.end()
  }
}

/** Heap for each open item, in every way to hold items, and what is left of it when all are left. */
export const memory = async (setting: Setting): Promise<SuiteReport> =>
  withGenerator(setting, async (generator) => {
    const count = setting.quick ? 20_000 : 100_000
    generator.load({ content: 15, perFrame: 1, imageFields: 20 })
    const figures: Record<string, number> = {}
    const rows: string[][] = []
    let leftOver = 0
    for (const [holds, title] of Object.entries(cases) as [MemoryCase, string][]) {
      setting.progress(`memory of ${count} items: ${holds}`)
      // Once: bytes are the same in every run, within a few in a thousand.
      const { before, open, after } = await measure(setting, generator, holds, count)
      const each = (open - before) / count
      const left = after - before
      figures[`memory.${holds}`] = each
      if (!isFloor(holds)) leftOver = Math.max(leftOver, left)
      rows.push([title, whole(each), isFloor(holds) ? '' : digits(left / 1e6, 2)])
    }
    figures['memory.leftOver'] = leftOver
    return {
      title: 'Memory',
      about:
        'Heap after a full collection, less that of the same process with a connected consumer and a single item ' +
        'open, for each further item. Images have 20 fields, updates 15. What is left is measured after all of ' +
        'them have been left again.',
      tables: [
        {
          title: `${whole(count)} open items with an image of 20 fields`,
          columns: ['held', 'bytes an item', 'left after closing, MB'],
          rows,
        },
      ],
      figures,
    }
  })
