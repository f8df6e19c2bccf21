/** rx-omm, with the time from its socket to the subscribers of images. */
import { toImage } from 'rx-omm'
import { crash, readItemTask } from '../harness/contender.js'
import { createLatencyMeter, type LatencyTask } from '../harness/latency-meter.js'
import { openConsumer } from '../harness/open-consumer.js'
import { webSocketWith } from '../harness/web-socket.js'

const task = readItemTask<LatencyTask>()
const meter = createLatencyMeter(task)
const consumer = openConsumer(task, { webSocket: webSocketWith({}, meter.watch) })

for (const name of task.names) {
  let first = true
  consumer
    .item(name)
    .pipe(toImage())
    .subscribe({
      next: () => {
        if (first) meter.image()
        else meter.update()
        first = false
      },
      error: crash,
    })
}
