/** rx-omm opens many items with one subscription. */
import { crash, readTask } from '../harness/contender.js'
import { count, openingConsumer } from '../harness/opening-consumer.js'
import { createOpeningMeter } from '../harness/opening-meter.js'
import type { OpeningTask } from '../harness/opening-task.js'
import { itemNames } from '../harness/task.js'

const task = readTask<OpeningTask>()
const names = itemNames(task.items)
const consumer = openingConsumer(task)
const meter = await createOpeningMeter(task.items)
const next = count(consumer, meter)

consumer.items(names).subscribe({
  next: ({ event }) => {
    next(event)
  },
  error: crash,
})
