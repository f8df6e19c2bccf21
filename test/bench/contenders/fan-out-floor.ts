/** Floor A with a bare `Subject` that hands every message to the same subscribers. */
import { Subject } from 'rxjs'
import { crash, readTask, urlOf } from '../harness/contender.js'
import type { FanOutTask } from '../harness/fan-out-task.js'
import { openFloor, type FloorMessage } from '../harness/floor-client.js'
import { createMeter } from '../harness/meter.js'
import { itemNames } from '../harness/task.js'

const task = readTask<FanOutTask>()
const { items, subscribers, warmUp, deliveries } = task
const names = itemNames(items)
const meter = createMeter({ items: items * subscribers, warmUp, updates: deliveries })
const messages = new Subject<FloorMessage>()

const onMessage = ({ Type }: FloorMessage): void => {
  if (Type === 'Update') meter.update()
  else meter.image()
}

for (let count = 0; count < subscribers; count++) messages.subscribe({ next: onMessage, error: crash })
openFloor(urlOf(task), { names, domain: 'MarketPrice' }, (message) => {
  messages.next(message)
})
