/**
 * The load generator, a process of its own. Speaks just enough of the protocol to be logged in to and asked for
 * items; sends its frames when told to, as fast as the socket takes them.
 */
import { WebSocketServer, type WebSocket } from 'ws'
import { buildFrames, refresh, type Load } from './frames.js'

interface Order {
  readonly load: Load
  readonly updates: number
}

const login = {
  ID: 1,
  Type: 'Refresh',
  Domain: 'Login',
  Key: { Name: 'bench', Elements: { SupportBatchRequests: 7, SupportViewRequests: 1 } },
  State: { Stream: 'Open', Data: 'Ok' },
  Elements: { PingTimeout: 30, MaxMsgSize: 61_440 },
}

let client: WebSocket | undefined
let ids: number[] = []

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  perMessageDeflate: false,
  handleProtocols: () => 'tr_json2',
})

const answer = (socket: WebSocket, text: string): void => {
  const { ID, Domain, Type, Key } = JSON.parse(text) as {
    ID: number
    Domain?: string
    Type?: string
    Key?: { Name?: string | string[] }
  }
  if (Type === 'Close') return
  if (Domain === 'Login') {
    socket.send(JSON.stringify([login]))
    return
  }
  const names = Key?.Name
  const opened = Array.isArray(names)
    ? names.map((name, index) => ({ id: ID + 1 + index, name }))
    : [{ id: ID, name: names ?? '' }]
  if (Array.isArray(names)) {
    socket.send(JSON.stringify([{ ID, Type: 'Status', State: { Stream: 'Closed', Data: 'Ok' } }]))
  }
  for (const { id, name } of opened) {
    ids.push(id)
    socket.send(JSON.stringify([refresh(id, name)]))
  }
}

/** Frames in one burst, and bursts under way: enough to keep the receiver busy, little enough to be kept in memory. */
const burstLength = 500
const burstsUnderWay = 4

const send = (socket: WebSocket, { load, updates }: Order): void => {
  const frames = buildFrames(ids, load)
  const total = Math.ceil(updates / load.perFrame)
  let sent = 0
  const burst = (): void => {
    const end = Math.min(total, sent + burstLength)
    while (sent < end) {
      const frame = frames[sent % frames.length] ?? ''
      sent += 1
      // The callback of the last frame says that the burst has gone out.
      if (sent === end && sent < total) socket.send(frame, burst)
      else socket.send(frame)
    }
  }
  for (let underWay = 0; underWay < burstsUnderWay; underWay++) burst()
}

server.on('connection', (socket) => {
  client = socket
  ids = []
  socket.on('message', (data) => {
    answer(socket, (data as Buffer).toString())
  })
})
server.on('listening', () => {
  process.send?.({ port: (server.address() as { port: number }).port })
})
process.on('message', (order: Order) => {
  if (client !== undefined) send(client, order)
})
process.on('disconnect', () => process.exit())
