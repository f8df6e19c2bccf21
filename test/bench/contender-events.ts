/** rx-omm delivering the events of every item. */
import { createConsumer } from 'rx-omm'
import { createMeter, readTask } from './meter.js'

const task = readTask()
const meter = createMeter(task)
const consumer = createConsumer({
  endpoints: `ws://127.0.0.1:${task.port}/WebSocket`,
  login: { name: 'bench' },
})

for (const name of task.names) {
  consumer.item(name).subscribe({
    next: (event) => {
      if (event.type === 'update') meter.update()
      else if (event.type === 'refresh') meter.refresh()
    },
    error: (error: unknown) => {
      throw error
    },
  })
}
