/** rx-omm with an image of every item four times a second. Updates are counted before they are put together. */
import { conflate, toBook, toImage } from 'rx-omm'
import { tap, type Observable } from 'rxjs'
import { crash, readItemTask } from '../harness/contender.js'
import { createMeter } from '../harness/meter.js'
import { openConsumer } from '../harness/open-consumer.js'

const task = readItemTask()
const meter = createMeter(task)
const consumer = openConsumer(task)

for (const name of task.names) {
  const event$ = consumer.item(name, { domain: task.domain }).pipe(
    tap((event) => {
      if (event.type === 'update') meter.update()
      else if (event.type === 'refresh') meter.image()
    }),
    conflate(250),
  )
  const content$: Observable<unknown> =
    task.domain === 'MarketByPrice' ? event$.pipe(toBook()) : event$.pipe(toImage())
  content$.subscribe({ error: crash })
}
