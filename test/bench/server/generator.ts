/**
 * The load generator, a process of its own. Speaks just enough of the protocol to be logged in to and asked for items;
 * its frames are made before they are sent, and go out as bytes, so that it is never what a contender waits for.
 */
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import type { Account, Load, Order } from './load.js'
import { batchStatus, imageMaker, loginRefresh, update } from './messages.js'
import { sendPings, type Pings } from './pings.js'
import { framesTogether, textFrame } from './web-socket-frame.js'
import { paceFrames, trackOf, writeFrames, type Track } from './writer.js'

/** A client, and the ids of its open items in the order in which it asked for them. */
interface Client {
  readonly socket: Socket
  readonly compress: boolean
  /** Whether each frame is compressed by itself, as the client may wish, or with reference to those before it. */
  readonly alone: boolean
  readonly ids: number[]
  pings?: Pings
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
let pingEvery = 0
let cpu = process.cpuUsage()

const answer = (to: Client, text: string): void => {
  const { socket, compress, ids } = to
  const { ID, Domain, Type, Key } = JSON.parse(text) as Request
  // The numbers of a close may be those of many streams.
  if (Type === 'Close') return
  const write = (texts: readonly string[]): void => {
    socket.write(Buffer.concat(texts.map((one) => textFrame(one, compress))))
  }
  if (Type === 'Pong') to.pings?.answered()
  else if (Type === 'Ping') write(['[{"Type":"Pong"}]'])
  else if (Domain === 'Login') {
    write([loginRefresh])
    if (pingEvery > 0)
      to.pings = sendPings(() => {
        write(['[{"Type":"Ping"}]'])
      }, pingEvery)
  } else {
    const name = Key?.Name
    const names = typeof name === 'object' ? name : [name ?? '']
    const first = typeof name === 'object' ? ID + 1 : ID
    const images = names.map((one, index) => imageOf(first + index, one))
    for (let index = 0; index < names.length; index++) ids.push(first + index)
    write(typeof name === 'object' ? [batchStatus(ID), ...images] : images)
  }
}

const trackFor = ({ ids, compress, alone }: Client): Track => {
  const { perFrame } = load
  const count = Math.ceil(variety / ids.length) * ids.length
  const texts: string[] = []
  for (let tick = 0; tick < count; tick += perFrame) {
    const messages = Array.from({ length: perFrame }, (_, index) =>
      update(ids[(tick + index) % ids.length] ?? 0, tick + index, load),
    )
    texts.push(JSON.stringify(messages))
  }
  return trackOf(compress && !alone ? framesTogether(texts) : texts.map((text) => textFrame(text, compress)))
}

const account = (): Account => {
  const { user, system } = process.cpuUsage(cpu)
  cpu = process.cpuUsage()
  return {
    images: client?.ids.length ?? 0,
    longestPong: client?.pings?.longest() ?? 0,
    cpuMilliseconds: (user + system) / 1_000,
  }
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
      return
    case 'ping':
      pingEvery = order.every
      return
    case 'account':
      process.send?.(account())
  }
}

const http = createServer()
const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: true,
  handleProtocols: () => 'tr_json2',
})
http.on('upgrade', (request, socket: Socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) => {
    const compress = opened.extensions !== ''
    const alone = /server_no_context/.test(request.headers['sec-websocket-extensions'] ?? '')
    const one: Client = { socket, compress, alone, ids: [] }
    client = one
    opened.on('message', (data) => {
      answer(one, (data as Buffer).toString())
    })
    opened.on('error', () => undefined)
    opened.on('close', () => {
      one.pings?.stop()
    })
  })
})
http.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (http.address() as AddressInfo).port })
})
process.on('message', obey)
process.on('disconnect', () => process.exit())
