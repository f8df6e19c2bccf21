/** rx-omm, delivering the events of every item and keeping nothing of them. */
import { crash, readItemTask } from '../harness/contender.js'
import { createMeter } from '../harness/meter.js'
import { openConsumer } from '../harness/open-consumer.js'

const task = readItemTask()
const meter = createMeter(task)
const consumer = openConsumer(task)

for (const name of task.names) {
  consumer.item(name, { domain: task.domain, cache: false }).subscribe({
    next: (event) => {
      if (event.type === 'update') meter.update()
      else if (event.type === 'refresh') meter.image()
    },
    error: crash,
  })
}
