/** The floor: package `ws`, `JSON.parse`, and counting. Nobody can do less. */
import { WebSocket } from 'ws'
import { createMeter, readTask } from './meter.js'

const task = readTask()
const meter = createMeter(task)
const socket = new WebSocket(`ws://127.0.0.1:${task.port}/WebSocket`, ['tr_json2'], {
  perMessageDeflate: false,
})

const send = (message: object): void => {
  socket.send(JSON.stringify(message))
}

socket.on('open', () => {
  send({
    ID: 1,
    Domain: 'Login',
    Key: { Name: 'bench', Elements: { ApplicationId: '256', Position: '127.0.0.1/net' } },
  })
})
socket.on('message', (data) => {
  const frame = JSON.parse((data as Buffer).toString()) as { ID: number; Type: string; Domain?: string }[]
  for (const message of frame) {
    if (message.Type === 'Update') meter.update()
    else if (message.Domain === 'Login') send({ ID: 2, Key: { Name: task.names }, KeyInUpdates: false })
    else if (message.Type === 'Refresh') meter.refresh()
  }
})
