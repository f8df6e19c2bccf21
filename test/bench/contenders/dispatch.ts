/** The way of the vendor's example for Node: parse a frame, look at each message, hand it to a function by its type. */
import { WebSocket } from 'ws'
import { readItemTask, urlOf } from '../harness/contender.js'
import { floorLogin, floorRequests } from '../harness/floor-client.js'
import { createMeter } from '../harness/meter.js'

interface Message {
  readonly ID?: number
  readonly Type: string
  readonly Domain?: string
}

const task = readItemTask()
const meter = createMeter(task)
// Without compression, as all others: `ws` offers it unless it is told not to.
const socket = new WebSocket(urlOf(task), 'tr_json2', { perMessageDeflate: false })
let onImage = (): void => undefined

const send = (text: string): void => {
  socket.send(text)
}

const processMessage = (message: Message): void => {
  switch (message.Type) {
    case 'Refresh':
      if (message.Domain === 'Login') onImage = floorRequests(task, send)
      else {
        meter.image()
        onImage()
      }
      break
    case 'Update':
      meter.update()
      break
    case 'Ping':
      send('{"Type":"Pong"}')
  }
}

socket.onopen = () => {
  send(floorLogin)
}
socket.onmessage = ({ data }) => {
  for (const message of JSON.parse(data as string) as Message[]) processMessage(message)
}
