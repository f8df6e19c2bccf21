/** rx-omm, with the time from its socket to the subscribers of events. */
import { crash, readItemTask } from '../harness/contender.js'
import { createLatencyMeter, type LatencyTask } from '../harness/latency-meter.js'
import { openConsumer } from '../harness/open-consumer.js'
import { webSocketWith } from '../harness/web-socket.js'

const task = readItemTask<LatencyTask>()
const meter = createLatencyMeter(task)
const consumer = openConsumer(task, { webSocket: webSocketWith({}, meter.watch) })

for (const name of task.names) {
  consumer.item(name).subscribe({
    next: (event) => {
      if (event.type === 'update') meter.update()
      else if (event.type === 'refresh') meter.image()
    },
    error: crash,
  })
}
