/** rx-omm with all of every item, its image or its order book: a new immutable object for each update. */
import { toBook, toImage } from 'rx-omm'
import type { Observable } from 'rxjs'
import { crash, readItemTask } from '../harness/contender.js'
import { createMeter } from '../harness/meter.js'
import { openConsumer } from '../harness/open-consumer.js'

const task = readItemTask()
const meter = createMeter(task)
const consumer = openConsumer(task)

for (const name of task.names) {
  const event$ = consumer.item(name, { domain: task.domain })
  const content$: Observable<unknown> =
    task.domain === 'MarketByPrice' ? event$.pipe(toBook()) : event$.pipe(toImage())
  let first = true
  content$.subscribe({
    next: () => {
      if (first) meter.image()
      else meter.update()
      first = false
    },
    error: crash,
  })
}
