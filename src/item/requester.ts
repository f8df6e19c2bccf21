import { type Subscription, asapScheduler } from 'rxjs'
import { loginId } from '../wire/build.js'
import type { RequestMessage } from '../wire/messages.js'
import { isOpen, type State } from '../wire/state.js'
import { utf8Length } from '../wire/utf8-length.js'
import { groupByKind, requestOf, splitIntoBatches } from './batches.js'
import { createCloses } from './closes.js'
import { createDeadlines } from './deadlines.js'
import { createDelays } from './delays.js'
import type { ItemStream } from './item-stream.js'
import type { RequesterOptions } from './requester-options.js'
export type { PacingOptions, RequesterOptions } from './requester-options.js'

/** The requests and closes of one session: collected within a tick, batched, paced, and watched for answers. */
export interface Requester {
  /** Asks for an item, with what else is asked for in this tick. */
  ask(stream: ItemStream): void
  /** Asks for an item after a delay in milliseconds; `alone` keeps it out of batches. */
  askLater(stream: ItemStream, delay: number, alone?: boolean): void
  /** Asks again on the open stream, because its view has grown. */
  reissue(stream: ItemStream): void
  /** Ends a stream on the wire, with what else ends in this tick; forgets requests for it that wait. */
  close(stream: ItemStream): void
  /** An answer came; `more` while it has further parts. */
  answered(stream: ItemStream, more: boolean): void
  /** A status ended a stream id that is no item's: perhaps a batch's. */
  batchEnded(id: number, state: State): void
  /** The server could not read the message with this id: if that was a batch, its items are asked for singly. */
  batchNotUnderstood(id: number): void
  /** Ends all timers. */
  stop(): void
}

/** Used when the server does not tell; the customary size. */
const customaryMaxMsgSize = 61_440

/** The codes by which a server refuses batches as such, and not their items. */
const noBatches: readonly string[] = ['UnableToRequestAsBatch', 'NoBatchViewSupportInReq']

const requestFor = (stream: ItemStream, id: number): RequestMessage =>
  requestOf(id, stream.wireName, stream.wireKind, stream.view)

/** Starts collecting requests for a session. */
export const createRequester = (options: RequesterOptions): Requester => {
  const { login, send, byId, pacing, requestTimeout, clock } = options
  const maxBytes = login.maxMsgSize ?? customaryMaxMsgSize
  const outstanding = Math.max(1, pacing.outstanding)
  const waiting = new Set<ItemStream>()
  const singly = new Set<ItemStream>()
  const reissues = new Set<ItemStream>()
  const batches = new Map<number, readonly ItemStream[]>()
  const closes = createCloses(login.batchClose, maxBytes, send)
  let batching = login.batchRequests
  // Counts up for the life of the connection: a late frame of an ended stream finds nobody.
  let nextId = loginId + 1
  let flush: Subscription | undefined

  const schedule = (): void => {
    flush ??= asapScheduler.schedule(() => {
      flush = undefined
      closes.flush()
      sendReissues()
      sendRequests()
    })
  }

  const refill = (): void => {
    if (waiting.size > 0) schedule()
  }

  const deadlines = createDeadlines(requestTimeout, clock, options.onTimeout, refill)

  const tooLarge = (message: RequestMessage): boolean => utf8Length(JSON.stringify(message)) > maxBytes

  const put = (stream: ItemStream, id: number): void => {
    stream.id = id
    byId.set(id, stream)
    deadlines.expect(stream)
  }

  const sendReissues = (): void => {
    const due = [...reissues]
    reissues.clear()
    for (const stream of due) {
      if (stream.id === 0) continue
      // Views that fit one by one may be too large together: all fields then, and each subscriber gets its own.
      if (tooLarge(requestFor(stream, stream.id))) stream.view = undefined
      deadlines.expect(stream)
      send(requestFor(stream, stream.id))
    }
  }

  const sendOne = (stream: ItemStream): void => {
    singly.delete(stream)
    const message = requestFor(stream, nextId)
    if (tooLarge(message)) {
      options.onTooLarge(stream, maxBytes)
      return
    }
    put(stream, nextId)
    nextId += 1
    send(message)
  }

  /** Sends a request for items whose turn has come, less those that were left since. */
  const sendTogether = (planned: readonly ItemStream[]): void => {
    const batch = planned.filter((stream) => waiting.delete(stream))
    const [first] = batch
    if (first === undefined) return
    if (batch.length === 1) {
      sendOne(first)
      return
    }
    const id = nextId
    // Item i of a batch answers on id + 1 + i: the whole range is taken.
    nextId += batch.length + 1
    batches.set(id, batch)
    batch.forEach((stream, index) => {
      put(stream, id + 1 + index)
    })
    const names = batch.map((stream) => stream.wireName)
    send(requestOf(id, names, first.wireKind, first.view))
  }

  const sendRequests = (): void => {
    // Chosen before anything is sent: an answer may come at once, and open and close items.
    const turn: ItemStream[] = []
    const room = outstanding - deadlines.size()
    for (const stream of waiting) {
      if (turn.length >= room) break
      turn.push(stream)
    }
    const alone = (stream: ItemStream): boolean => !batching || singly.has(stream)
    const limits = { count: pacing.batchSize, bytes: maxBytes }
    const together = turn.filter((stream) => !alone(stream))
    for (const stream of turn.filter(alone)) sendTogether([stream])
    for (const { kind, view, streams } of groupByKind(together)) {
      for (const batch of splitIntoBatches(streams, (stream) => stream.wireName, kind, view, limits)) {
        sendTogether(batch)
      }
    }
    // Requests that could not be sent have left room for others.
    if (turn.length > 0 && deadlines.size() === 0) refill()
  }

  const ask = (stream: ItemStream): void => {
    waiting.add(stream)
    schedule()
  }

  const delays = createDelays(clock, ask)

  /** Items of a batch that got their ids from it and have had no answer. */
  const unanswered = (id: number, batch: readonly ItemStream[]): readonly ItemStream[] => {
    batches.delete(id)
    return batch.filter((stream, index) => stream.id === id + 1 + index && deadlines.has(stream))
  }

  const askSingly = (streams: readonly ItemStream[]): void => {
    for (const stream of streams) {
      deadlines.met(stream)
      byId.delete(stream.id)
      stream.leaveWire()
      singly.add(stream)
      ask(stream)
    }
  }

  return {
    ask,
    askLater: (stream, delay, alone = false) => {
      if (alone) singly.add(stream)
      delays.start(stream, delay)
    },
    reissue: (stream) => {
      reissues.add(stream)
      schedule()
    },
    close: (stream) => {
      waiting.delete(stream)
      singly.delete(stream)
      reissues.delete(stream)
      deadlines.met(stream)
      delays.cancel(stream)
      if (stream.id !== 0) {
        closes.add(stream.id, stream.wireKind.domain)
        byId.delete(stream.id)
        stream.leaveWire()
        schedule()
      }
      refill()
    },
    answered: (stream, more) => {
      if (!deadlines.met(stream)) return
      if (more) deadlines.expect(stream)
      // Refilled in large steps, so that the requests that waited go out in large batches.
      else if (deadlines.size() <= outstanding / 2) refill()
    },
    batchEnded: (id, state) => {
      const batch = batches.get(id)
      if (batch === undefined || isOpen(state)) return
      const streams = unanswered(id, batch)
      // Closed is how a batch is acknowledged; only suspect data, or a reason to try later, means refused.
      if (state.stream === 'Closed' && state.data !== 'Suspect') return
      if (noBatches.includes(state.code)) {
        batching = false
        askSingly(streams)
      } else {
        for (const stream of streams) options.onRefused(stream, state)
      }
    },
    batchNotUnderstood: (id) => {
      const batch = batches.get(id)
      // One name spoils the batch for all: singly, only the culprit fails.
      if (batch !== undefined) askSingly(unanswered(id, batch))
    },
    stop: () => {
      flush?.unsubscribe()
      flush = undefined
      delays.stop()
      waiting.clear()
      singly.clear()
      deadlines.stop()
    },
  }
}
