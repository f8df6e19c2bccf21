/** Floor A: package `ws`, `JSON.parse`, and counting. Nobody can do less. */
import { readTask, urlOf } from '../harness/contender.js'
import { createMeter } from '../harness/meter.js'
import { openFloor } from '../harness/floor-client.js'

const task = readTask()
const meter = createMeter(task)
openFloor(urlOf(task), task, (message) => {
  if (message.Type === 'Update') meter.update()
  else meter.image()
})
