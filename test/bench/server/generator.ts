/**
 * The load generator, a process of its own. Speaks just enough of the protocol to be logged in to and asked for items;
 * its frames are made before they are sent, and go out as bytes, so that it is never what a contender waits for.
 */
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Load, Order } from './load.js'
import { batchStatus, imageMaker, loginRefresh, update } from './messages.js'
import { textFrame } from './web-socket-frame.js'
import { paceFrames, trackOf, writeFrames, type Track } from './writer.js'

/** A client, and the ids of its open items in the order in which it asked for them. */
interface Client {
  readonly socket: Socket
  readonly compress: boolean
  readonly ids: number[]
}

interface Request {
  readonly ID: number
  readonly Domain?: string
  readonly Type?: string
  readonly Key?: { readonly Name?: string | readonly string[] }
}

/** Updates that differ from one another before they begin again; at least one for each item. */
const variety = 2_000

let load: Load = { content: 15, perFrame: 1 }
let imageOf = imageMaker(load)
let client: Client | undefined

const answer = ({ socket, compress, ids }: Client, text: string): void => {
  const { ID, Domain, Type, Key } = JSON.parse(text) as Request
  // The numbers of a close may be those of many streams.
  if (Type === 'Close' || Type === 'Pong') return
  const write = (texts: readonly string[]): void => {
    socket.write(Buffer.concat(texts.map((one) => textFrame(one, compress))))
  }
  if (Type === 'Ping') write(['[{"Type":"Pong"}]'])
  else if (Domain === 'Login') write([loginRefresh])
  else {
    const name = Key?.Name
    const names = typeof name === 'object' ? name : [name ?? '']
    const first = typeof name === 'object' ? ID + 1 : ID
    const images = names.map((one, index) => imageOf(first + index, one))
    for (let index = 0; index < names.length; index++) ids.push(first + index)
    write(typeof name === 'object' ? [batchStatus(ID), ...images] : images)
  }
}

const trackFor = ({ ids, compress }: Client): Track => {
  const { perFrame } = load
  const count = Math.ceil(variety / ids.length) * ids.length
  const frames: Buffer[] = []
  for (let tick = 0; tick < count; tick += perFrame) {
    const messages = Array.from({ length: perFrame }, (_, index) =>
      update(ids[(tick + index) % ids.length] ?? 0, tick + index, load),
    )
    frames.push(textFrame(JSON.stringify(messages), compress))
  }
  return trackOf(frames)
}

const obey = (order: Order): void => {
  switch (order.order) {
    case 'load':
      load = order.load
      imageOf = imageMaker(load)
      return
    case 'send':
      if (client !== undefined) writeFrames(client.socket, trackFor(client), order.updates / load.perFrame)
      return
    case 'pace':
      if (client !== undefined)
        paceFrames(
          client.socket,
          trackFor(client),
          order.updates / load.perFrame,
          order.perSecond / load.perFrame,
        )
      return
    case 'drop':
      client?.socket.destroy()
  }
}

const http = createServer()
const sockets = new WebSocketServer({
  noServer: true,
  // Each frame by itself, so that those that were made ahead fit at any place.
  perMessageDeflate: { serverNoContextTakeover: true, threshold: 0 },
  handleProtocols: () => 'tr_json2',
})
http.on('upgrade', (request, socket: Socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) => {
    const one: Client = { socket, compress: opened.extensions !== '', ids: [] }
    client = one
    opened.on('message', (data) => {
      answer(one, (data as Buffer).toString())
    })
    opened.on('error', () => undefined)
  })
})
http.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (http.address() as AddressInfo).port })
})
process.on('message', obey)
process.on('disconnect', () => process.exit())
