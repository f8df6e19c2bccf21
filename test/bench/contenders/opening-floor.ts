/**
 * Floor A opens items; when the connection is lost, it connects again, and asks for all of them again. It may keep the
 * images: what the collector takes for them is for nobody to save who has them.
 */
import { WebSocket } from 'ws'
import { readTask, urlOf } from '../harness/contender.js'
import { floorLogin, floorRequests, type FloorMessage } from '../harness/floor-client.js'
import { createOpeningMeter } from '../harness/opening-meter.js'
import type { OpeningTask } from '../harness/opening-task.js'
import { itemNames } from '../harness/task.js'

interface Message extends FloorMessage {
  readonly Fields?: object
}

const task = readTask<OpeningTask>()
const names = itemNames(task.items)
/** Images by the id of their stream. */
const images = new Map<number, unknown>()
const meter = await createOpeningMeter(task.items)

const open = (): void => {
  const socket = new WebSocket(urlOf(task), ['tr_json2'], { perMessageDeflate: false })
  let onImage = (): void => undefined
  socket.on('open', () => {
    socket.send(floorLogin)
  })
  socket.on('message', (data: Buffer) => {
    for (const message of JSON.parse(data.toString()) as Message[]) {
      if (message.Type === 'Refresh') {
        if (message.Domain === 'Login') {
          meter.loggedIn()
          onImage = floorRequests({ names, domain: 'MarketPrice' }, (text) => {
            socket.send(text)
          })
        } else {
          if (task.keep) images.set(message.ID, message.Fields)
          meter.image()
          onImage()
        }
      } else if (message.Type === 'Ping') socket.send('{"Type":"Pong"}')
    }
  })
  socket.on('error', () => undefined)
  socket.on('close', open)
}

open()
