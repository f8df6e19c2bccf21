/** Floor A on a socket with options, and the bytes that it reads. */
import type { Socket } from 'node:net'
import { readItemTask, urlOf } from '../harness/contender.js'
import { openFloor } from '../harness/floor-client.js'
import { createMeter } from '../harness/meter.js'
import type { SocketTask } from '../harness/socket-task.js'
import { onTcpSocket } from '../harness/web-socket.js'

const task = readItemTask<SocketTask>()
let tcp: Socket | undefined
const meter = createMeter(task, () => tcp?.bytesRead ?? 0)
const webSocket = openFloor(
  urlOf(task),
  task,
  (message) => {
    if (message.Type === 'Update') meter.update()
    else meter.image()
  },
  task.options,
)
onTcpSocket(webSocket, (socket) => {
  tcp = socket
})
