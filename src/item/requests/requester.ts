import { type Subscription, asapScheduler } from 'rxjs'
import { jsonOf } from '../../wire/exact-json.js'
import type { RequestMessage } from '../../wire/messages.js'
import type { State } from '../../wire/state.js'
import { utf8Length } from '../../wire/utf8-length.js'
import { groupByKind, requestOf, splitIntoBatches } from './batches.js'
import { createCloses } from './closes.js'
import { createDeadlines } from './deadlines.js'
import { createDelays } from './delays.js'
import type { ItemStream } from '../stream/item-stream.js'
import { createReissues } from './reissues.js'
import { RequestList } from './request-list.js'
import { createSentBatches } from './sent-batches.js'
import { customaryMaxMsgSize, type RequesterOptions } from './requester-options.js'

/** The requests and closes of one session: collected within a tick, batched, paced, and watched for answers. */
export interface Requester {
  /** Asks for an item, with what else is asked for in this tick; or later, when its service is ready for it. */
  ask(stream: ItemStream): void
  /** Asks for an item whose service is ready for it; on its stream id if it still has one. */
  admit(stream: ItemStream): void
  /** Takes a request back that has not gone out; false when there is none. */
  takeBack(stream: ItemStream): boolean
  /** Waits no more for an answer, and leaves the stream as it is. */
  hold(stream: ItemStream): void
  /** Asks for an item after a delay in milliseconds; `alone` keeps it out of batches. */
  askLater(stream: ItemStream, delay: number, alone?: boolean): void
  /** Asks again on the open stream if other things are wanted of it now, and for a `refresh` in any case. */
  reissue(stream: ItemStream, refresh: boolean): void
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

/** Starts collecting requests for a session. */
export const createRequester = (options: RequesterOptions): Requester => {
  const { login, send, takeIds, byId, pacing, requestTimeout, clock, termsOf } = options
  const maxBytes = login.maxMsgSize ?? customaryMaxMsgSize
  const outstanding = Math.max(1, pacing.outstanding)
  const waiting = new RequestList()
  const singly = new Set<ItemStream>()
  const closes = createCloses(login.batchClose, maxBytes, send)
  let flush: Subscription | undefined
  let stopped = false

  const schedule = (): void => {
    if (stopped) return
    flush ??= asapScheduler.schedule(() => {
      flush = undefined
      closes.flush()
      reissues.flush()
      sendRequests()
    })
  }

  const refill = (): void => {
    if (waiting.size > 0 || reissues.waiting()) schedule()
  }

  const deadlines = createDeadlines(requestTimeout, clock, options.onTimeout, refill)

  const tooLarge = (message: RequestMessage): boolean => utf8Length(jsonOf(message)) > maxBytes

  const put = (stream: ItemStream, id: number): void => {
    stream.id = id
    byId.set(id, stream)
  }

  const reissues = createReissues({ termsOf, tooLarge, send, deadlines, outstanding })

  const sendOne = (stream: ItemStream): void => {
    singly.delete(stream)
    const id = stream.id === 0 ? takeIds(1) : stream.id
    const message = requestOf(id, stream.wireName, stream.wireKind, stream.terms)
    if (tooLarge(message)) {
      options.onTooLarge(stream, maxBytes)
      return
    }
    put(stream, id)
    deadlines.expect([stream])
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
    // Item i of a batch answers on id + 1 + i: the whole range is taken.
    const id = takeIds(batch.length + 1)
    batches.add(id, batch)
    batch.forEach((stream, index) => {
      put(stream, id + 1 + index)
    })
    deadlines.expect(batch)
    const names = batch.map((stream) => stream.wireName)
    send(requestOf(id, names, first.wireKind, first.terms))
  }

  const sendRequests = (): void => {
    // Chosen before anything is sent: an answer may come at once, and open and close items.
    const turn = waiting.first(outstanding - deadlines.size())
    for (const stream of turn) stream.terms = termsOf(stream)
    const alone = (stream: ItemStream): boolean => !batches.allowed() || stream.id !== 0 || singly.has(stream)
    const limits = { count: pacing.batchSize, bytes: maxBytes }
    const together = turn.filter((stream) => !alone(stream))
    for (const stream of turn.filter(alone)) sendTogether([stream])
    for (const { kind, terms, streams } of groupByKind(together)) {
      for (const batch of splitIntoBatches(streams, (stream) => stream.wireName, kind, terms, limits)) {
        sendTogether(batch)
      }
    }
    // Requests that could not be sent have left room for others.
    if (turn.length > 0 && deadlines.size() === 0) refill()
  }

  const admit = (stream: ItemStream): void => {
    waiting.add(stream)
    schedule()
  }

  const ask = (stream: ItemStream): void => {
    if (options.mayAsk(stream)) admit(stream)
  }

  const delays = createDelays(clock, ask)

  const batches = createSentBatches({
    allowed: login.batchRequests,
    // One that has its image may wait as well: for the answer to a reissue.
    isAwaited: (stream) => deadlines.has(stream) && !stream.refreshed,
    onRefused: options.onRefused,
    askSingly: (stream) => {
      deadlines.met(stream)
      byId.delete(stream.id)
      stream.leaveWire()
      singly.add(stream)
      ask(stream)
    },
  })

  return {
    ask,
    admit,
    takeBack: (stream) => waiting.delete(stream),
    hold: (stream) => {
      reissues.drop(stream)
      deadlines.met(stream)
    },
    askLater: (stream, delay, alone = false) => {
      if (alone) singly.add(stream)
      delays.start(stream, delay)
    },
    reissue: (stream, refresh) => {
      reissues.add(stream, refresh)
      schedule()
    },
    close: (stream) => {
      waiting.delete(stream)
      singly.delete(stream)
      reissues.drop(stream)
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
      const awaited = deadlines.met(stream)
      // Also of a refresh that nobody asked for: half of it is no image, and the rest may never come.
      if (more) deadlines.expect([stream])
      // Refilled in large steps, so that the requests that waited go out in large batches.
      else if (awaited && deadlines.size() <= outstanding / 2) refill()
    },
    batchEnded: batches.ended,
    batchNotUnderstood: batches.notUnderstood,
    stop: () => {
      stopped = true
      flush?.unsubscribe()
      flush = undefined
      delays.stop()
      waiting.clear()
      singly.clear()
      deadlines.stop()
    },
  }
}
