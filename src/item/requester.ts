import { type Subscription, asapScheduler, timer } from 'rxjs'
import type { Clock } from '../time/clock.js'
import { closeStreams, loginId } from '../wire/build.js'
import type { Domain } from '../wire/enums.js'
import type { LoginInfo } from '../wire/login.js'
import type { ClientMessage } from '../wire/messages.js'
import type { State } from '../wire/state.js'
import { utf8Length } from '../wire/utf8-length.js'
import { requestOf, splitIntoBatches } from './batches.js'
import type { ItemKind } from './item-request.js'
import type { ItemStream } from './item-stream.js'
import type { View } from './view.js'

/** How requests are paced. */
export interface PacingOptions {
  /**
   * Most names in one batch request.
   * @defaultValue 500
   */
  readonly batchSize?: number
  /**
   * Most items that are asked for and not yet answered. Requests beyond wait for their turn.
   * @defaultValue 2000
   */
  readonly outstanding?: number
}

/** What the requests of one session need. Times are in milliseconds. */
export interface RequesterOptions {
  readonly login: LoginInfo
  readonly send: (message: ClientMessage) => void
  readonly byId: Map<number, ItemStream>
  readonly pacing: Required<PacingOptions>
  readonly requestTimeout: number
  readonly clock: Clock
  readonly onTimeout: (stream: ItemStream) => void
  readonly onRefused: (stream: ItemStream, state: State) => void
  readonly onTooLarge: (stream: ItemStream, limit: number) => void
}

/** The requests and closes of one session: collected within a tick, batched, paced, and watched for answers. */
export interface Requester {
  /** Asks for an item, with what else is asked for in this tick. */
  ask(stream: ItemStream): void
  /** Asks for an item after a delay in milliseconds. */
  askLater(stream: ItemStream, delay: number): void
  /** Asks again on the open stream, because its view has grown. */
  reissue(stream: ItemStream): void
  /** Ends a stream on the wire, with what else ends in this tick; forgets requests for it that wait. */
  close(stream: ItemStream): void
  /** An answer came; `more` while it has further parts. */
  answered(stream: ItemStream, more: boolean): void
  /** A status ended a stream id that is no item's: perhaps a batch's. */
  batchEnded(id: number, state: State): void
  /** The server could not read the message with this id; true when it was a batch, whose items are asked for singly. */
  batchNotUnderstood(id: number): boolean
  /** Ends all timers. */
  stop(): void
}

/** Used when the server does not tell; the customary size. */
const customaryMaxMsgSize = 61_440

/** The codes by which a server refuses batches as such, and not their items. */
const noBatches: readonly string[] = ['UnableToRequestAsBatch', 'NoBatchViewSupportInReq']

/** Groups by two keys, in order of first appearance. */
const grouped = (streams: Iterable<ItemStream>): { kind: ItemKind; view: View; streams: ItemStream[] }[] => {
  const groups = new Map<ItemKind, Map<View, ItemStream[]>>()
  for (const stream of streams) {
    let byView = groups.get(stream.wireKind)
    if (byView === undefined) groups.set(stream.wireKind, (byView = new Map<View, ItemStream[]>()))
    const group = byView.get(stream.view)
    if (group === undefined) byView.set(stream.view, [stream])
    else group.push(stream)
  }
  return [...groups].flatMap(([kind, byView]) =>
    [...byView].map(([view, streamsOfGroup]) => ({ kind, view, streams: streamsOfGroup })),
  )
}

/** Starts collecting requests for a session. */
export const createRequester = (options: RequesterOptions): Requester => {
  const { login, send, byId, pacing, requestTimeout, clock } = options
  const maxBytes = login.maxMsgSize ?? customaryMaxMsgSize
  const waiting = new Set<ItemStream>()
  const singly = new Set<ItemStream>()
  const reissues = new Set<ItemStream>()
  const closing = new Map<Domain, number[]>()
  const batches = new Map<number, readonly ItemStream[]>()
  // Every request waits equally long, so insertion order is the order of the deadlines.
  const deadlines = new Map<ItemStream, number>()
  const delays = new Map<ItemStream, Subscription>()
  let batching = login.batchRequests
  // Counts up for the life of the connection: a late frame of an ended stream finds nobody.
  let nextId = loginId + 1
  let flush: Subscription | undefined
  let sweep: Subscription | undefined

  const schedule = (): void => {
    flush ??= asapScheduler.schedule(() => {
      flush = undefined
      sendCloses()
      sendReissues()
      sendRequests()
    })
  }

  const expect = (stream: ItemStream): void => {
    deadlines.delete(stream)
    deadlines.set(stream, clock() + requestTimeout)
    watch()
  }

  const watch = (): void => {
    if (sweep !== undefined) return
    const [first] = deadlines.values()
    if (first === undefined) return
    sweep = timer(Math.max(1, first - clock())).subscribe(() => {
      sweep = undefined
      const now = clock()
      for (const [stream, deadline] of deadlines) {
        if (deadline > now) break
        deadlines.delete(stream)
        options.onTimeout(stream)
      }
      watch()
      if (waiting.size > 0) schedule()
    })
  }

  const put = (stream: ItemStream, id: number): void => {
    stream.id = id
    byId.set(id, stream)
    expect(stream)
  }

  const sendCloses = (): void => {
    for (const [domain, ids] of closing) {
      if (!login.batchClose) {
        for (const id of ids) send(closeStreams([id], domain))
        continue
      }
      // An id takes eleven bytes at most with its comma; what is around them, less than a hundred.
      const most = Math.max(1, Math.floor((maxBytes - 100) / 11))
      for (let from = 0; from < ids.length; from += most) send(closeStreams(ids.slice(from, from + most), domain))
    }
    closing.clear()
  }

  const sendReissues = (): void => {
    for (const stream of reissues) {
      if (stream.id === 0) continue
      expect(stream)
      send(requestOf(stream.id, stream.wireName, stream.wireKind, stream.view))
    }
    reissues.clear()
  }

  const sendOne = (stream: ItemStream): void => {
    const message = requestOf(nextId, stream.wireName, stream.wireKind, stream.view)
    if (utf8Length(JSON.stringify(message)) > maxBytes) {
      options.onTooLarge(stream, maxBytes)
      return
    }
    put(stream, nextId)
    nextId += 1
    send(message)
  }

  const sendBatch = (batch: readonly ItemStream[], kind: ItemKind, view: View): void => {
    const [only] = batch
    if (batch.length === 1 && only !== undefined) {
      sendOne(only)
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
    send(requestOf(id, names, kind, view))
  }

  const sendRequests = (): void => {
    const together: ItemStream[] = []
    let room = pacing.outstanding - deadlines.size
    for (const stream of waiting) {
      if (room <= 0) break
      room -= 1
      waiting.delete(stream)
      if (singly.delete(stream) || !batching) sendOne(stream)
      else together.push(stream)
    }
    const limits = { count: pacing.batchSize, bytes: maxBytes }
    for (const { kind, view, streams } of grouped(together)) {
      for (const batch of splitIntoBatches(streams, (stream) => stream.wireName, kind, view, limits)) {
        sendBatch(batch, kind, view)
      }
    }
  }

  const ask = (stream: ItemStream): void => {
    waiting.add(stream)
    schedule()
  }

  /** Items of a batch that got their ids from it and have had no answer. */
  const unanswered = (id: number): readonly ItemStream[] => {
    const batch = batches.get(id) ?? []
    batches.delete(id)
    return batch.filter((stream, index) => stream.id === id + 1 + index && deadlines.has(stream))
  }

  const askSingly = (streams: readonly ItemStream[]): void => {
    for (const stream of streams) {
      deadlines.delete(stream)
      byId.delete(stream.id)
      stream.leaveWire()
      singly.add(stream)
      ask(stream)
    }
  }

  return {
    ask,
    askLater: (stream, delay) => {
      delays.get(stream)?.unsubscribe()
      delays.set(
        stream,
        timer(delay).subscribe(() => {
          delays.delete(stream)
          ask(stream)
        }),
      )
    },
    reissue: (stream) => {
      reissues.add(stream)
      schedule()
    },
    close: (stream) => {
      waiting.delete(stream)
      singly.delete(stream)
      reissues.delete(stream)
      deadlines.delete(stream)
      delays.get(stream)?.unsubscribe()
      delays.delete(stream)
      if (stream.id !== 0) {
        const { domain } = stream.wireKind
        const ids = closing.get(domain)
        if (ids === undefined) closing.set(domain, [stream.id])
        else ids.push(stream.id)
        byId.delete(stream.id)
        stream.leaveWire()
        schedule()
      }
      if (waiting.size > 0) schedule()
    },
    answered: (stream, more) => {
      if (!deadlines.delete(stream)) return
      if (more) expect(stream)
      // Refilled in large steps, so that the requests that waited go out in large batches.
      else if (waiting.size > 0 && deadlines.size <= pacing.outstanding / 2) schedule()
    },
    batchEnded: (id, state) => {
      if (state.stream === 'Closed' && state.data === 'Ok') {
        batches.delete(id)
        return
      }
      const streams = unanswered(id)
      if (noBatches.includes(state.code)) {
        batching = false
        askSingly(streams)
      } else {
        for (const stream of streams) options.onRefused(stream, state)
      }
    },
    batchNotUnderstood: (id) => {
      if (!batches.has(id)) return false
      // One name spoils the batch for all: singly, only the culprit fails.
      askSingly(unanswered(id))
      return true
    },
    stop: () => {
      flush?.unsubscribe()
      sweep?.unsubscribe()
      for (const delay of delays.values()) delay.unsubscribe()
      delays.clear()
      waiting.clear()
      deadlines.clear()
    },
  }
}
