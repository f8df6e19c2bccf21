import { WebSocket, type ClientOptions } from 'ws'
import { batchSize, outstanding, type Task } from './task.js'

/** What is to be opened. */
export interface Wanted extends Pick<Task, 'domain'> {
  readonly names: readonly string[]
}

/** As much of a message as the floor looks at. */
export interface FloorMessage {
  readonly ID: number
  readonly Type: string
  readonly Domain?: string
}

/** What the floor sends first. */
export const floorLogin = JSON.stringify({
  ID: 1,
  Domain: 'Login',
  Key: { Name: 'bench', Elements: { ApplicationId: '256', Position: '127.0.0.1/net' } },
})

/**
 * Asks for items in batches, not too many at a time. Gives a function that is to be called for each image, and asks
 * for more when half of what was asked for has come.
 */
export const floorRequests = (
  { names, domain: Domain }: Wanted,
  send: (text: string) => void,
): (() => void) => {
  let id = 2
  let asked = 0
  let answered = 0
  const ask = (): void => {
    while (asked < names.length && asked - answered < outstanding) {
      const Name = names.slice(asked, asked + batchSize)
      send(JSON.stringify({ ID: id, Domain, Key: { Name }, KeyInUpdates: false }))
      id += Name.length + 1
      asked += Name.length
    }
  }
  ask()
  return () => {
    answered += 1
    if (asked - answered <= outstanding / 2) ask()
  }
}

/**
 * The bare client: opens the items and hands on every image and update of them. Gives its socket, which is as this
 * library opens it unless told otherwise.
 */
export const openFloor = (
  url: string,
  wanted: Wanted,
  onMessage: (message: FloorMessage) => void,
  options: ClientOptions = {},
): WebSocket => {
  const socket = new WebSocket(url, ['tr_json2'], { perMessageDeflate: false, ...options })
  let onImage = (): void => undefined
  socket.on('open', () => {
    socket.send(floorLogin)
  })
  socket.on('message', (data: Buffer) => {
    for (const message of JSON.parse(data.toString()) as FloorMessage[]) {
      if (message.Type === 'Update') onMessage(message)
      else if (message.Domain === 'Login')
        onImage = floorRequests(wanted, (text) => {
          socket.send(text)
        })
      else if (message.Type === 'Refresh') {
        onMessage(message)
        onImage()
      }
    }
  })
  return socket
}
