/** rx-omm, delivering events, on a socket with options, and the bytes that it reads. */
import type { Socket } from 'node:net'
import { crash, readItemTask } from '../harness/contender.js'
import { createMeter } from '../harness/meter.js'
import { openConsumer } from '../harness/open-consumer.js'
import type { SocketTask } from '../harness/socket-task.js'
import { onTcpSocket, webSocketWith } from '../harness/web-socket.js'

const task = readItemTask<SocketTask>()
let tcp: Socket | undefined
const meter = createMeter(task, () => tcp?.bytesRead ?? 0)
const webSocket = webSocketWith(task.options, (opened) => {
  onTcpSocket(opened, (socket) => {
    tcp = socket
  })
})
const consumer = openConsumer(task, { webSocket })

for (const name of task.names) {
  consumer.item(name).subscribe({
    next: (event) => {
      if (event.type === 'update') meter.update()
      else if (event.type === 'refresh') meter.image()
    },
    error: crash,
  })
}
