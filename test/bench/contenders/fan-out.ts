/** rx-omm with one item for many subscribers, or many items for one. */
import type { ItemEvent } from 'rx-omm'
import { crash, readTask } from '../harness/contender.js'
import type { FanOutTask } from '../harness/fan-out-task.js'
import { createMeter } from '../harness/meter.js'
import { openConsumer } from '../harness/open-consumer.js'
import { itemNames } from '../harness/task.js'

const { port, items, subscribers, warmUp, deliveries } = readTask<FanOutTask>()
const names = itemNames(items)
// Each subscriber has an image of its own.
const meter = createMeter({ items: items * subscribers, warmUp, updates: deliveries })
const consumer = openConsumer({ port })

const onEvent = ({ type }: ItemEvent): void => {
  if (type === 'update') meter.update()
  else if (type === 'refresh') meter.image()
}

if (items > 1) {
  consumer.items(names).subscribe({
    next: ({ event }) => {
      onEvent(event)
    },
    error: crash,
  })
} else {
  const [name = ''] = names
  for (let count = 0; count < subscribers; count++) {
    consumer.item(name).subscribe({ next: onEvent, error: crash })
  }
}
