/** rx-omm opens many items with a subscription each. */
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

for (const name of names) consumer.item(name).subscribe({ next, error: crash })
