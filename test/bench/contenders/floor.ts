/** Floor A: package `ws`, `JSON.parse`, and counting. Nobody can do less. */
import { readItemTask, urlOf } from '../harness/contender.js'
import { createMeter } from '../harness/meter.js'
import { openFloor } from '../harness/floor-client.js'

const task = readItemTask()
const meter = createMeter(task)
openFloor(urlOf(task), task, (message) => {
  if (message.Type === 'Update') meter.update()
  else meter.image()
})
