/** Floor A, with the time from its socket to its counting. */
import { readItemTask, urlOf } from '../harness/contender.js'
import { openFloor } from '../harness/floor-client.js'
import { createLatencyMeter, type LatencyTask } from '../harness/latency-meter.js'

const task = readItemTask<LatencyTask>()
const meter = createLatencyMeter(task)
const webSocket = openFloor(urlOf(task), task, (message) => {
  if (message.Type === 'Update') meter.update()
  else meter.image()
})
meter.watch(webSocket)
