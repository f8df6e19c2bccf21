/** rx-omm with the whole image of every item, a new immutable object for each update. */
import { createConsumer, toImage } from 'rx-omm'
import { createMeter, readTask } from './meter.js'

const task = readTask()
const meter = createMeter(task)
const consumer = createConsumer({
  endpoints: `ws://127.0.0.1:${task.port}/WebSocket`,
  login: { name: 'bench' },
})

for (const name of task.names) {
  let first = true
  consumer
    .item(name)
    .pipe(toImage())
    .subscribe({
      next: () => {
        if (first) meter.refresh()
        else meter.update()
        first = false
      },
      error: (error: unknown) => {
        throw error
      },
    })
}
