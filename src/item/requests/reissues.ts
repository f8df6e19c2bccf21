import type { RequestMessage } from '../../wire/messages.js'
import { requestOf } from './batches.js'
import type { Deadlines } from './deadlines.js'
import type { ItemStream } from '../stream/item-stream.js'
import { narrowTo, noLongerCurrent } from '../stream/stream-content.js'
import { sameTerms, type Terms } from '../stream/terms.js'
import { covers } from '../stream/view.js'

/** Changes of open streams, collected until the end of the tick. */
export interface Reissues {
  /** Compares what an item is asked for with what is wanted now; `refresh` to have an image in any case. */
  add(stream: ItemStream, refresh: boolean): void
  drop(stream: ItemStream): void
  flush(): void
  /** Items that wait for their turn. */
  waiting(): boolean
}

/** What reissues need. */
export interface ReissueOptions {
  readonly termsOf: (stream: ItemStream) => Terms
  readonly tooLarge: (message: RequestMessage) => boolean
  readonly send: (message: RequestMessage) => void
  readonly deadlines: Deadlines
  /** Most items that are asked for and not yet answered. */
  readonly outstanding: number
}

/** Collects what has changed and sends one message for each item where that makes a difference to the server. */
export const createReissues = (options: ReissueOptions): Reissues => {
  const { termsOf, tooLarge, send, deadlines, outstanding } = options
  const asked = new Map<ItemStream, boolean>()

  const requestFor = (stream: ItemStream, terms: Terms, refresh = true): RequestMessage =>
    requestOf(stream.id, stream.wireName, stream.wireKind, terms, refresh)

  /** Views that fit one by one may be too large together: all fields then, and each subscriber gets its own. */
  const fitting = (stream: ItemStream, terms: Terms): Terms =>
    terms.view === undefined || terms.view === stream.terms.view || !tooLarge(requestFor(stream, terms))
      ? terms
      : { ...terms, view: undefined }

  /** Sends what is to be sent for one item; false when there is no room for one more to be answered. */
  const reissue = (stream: ItemStream, wanted: boolean): boolean => {
    const { terms: before } = stream
    const terms = fitting(stream, termsOf(stream))
    const same = sameTerms(terms, before)
    const widened = !covers(before.view, terms.view)
    // What the server kept back meanwhile never comes; a refresh has it.
    const resumed = before.paused !== false && terms.paused === false
    const refresh = wanted || widened || resumed
    const awaited = deadlines.has(stream)
    // Of two refreshes on their way it could not be told which has the new fields: first the one, then the other.
    // A snapshot cannot be changed at all: it is asked for again when it is over.
    if (awaited && (widened || stream.wireKind.snapshot)) return true
    // The refresh that is on its way has everything, unless it has begun already.
    const needed = !same || (refresh && (!awaited || stream.partial))
    if (needed && refresh && !awaited && deadlines.size() >= outstanding) return false
    asked.delete(stream)
    if (!needed) return true
    stream.terms = terms
    if (terms.paused) noLongerCurrent(stream)
    else if (!covers(terms.view, before.view)) narrowTo(stream, terms.view)
    if (refresh) deadlines.expect([stream])
    // To refuse an image that is still waited for would be to refuse the first one.
    send(requestFor(stream, terms, refresh || awaited || !stream.refreshed))
    return true
  }

  return {
    add: (stream, refresh) => {
      asked.set(stream, refresh || asked.get(stream) === true)
    },
    drop: (stream) => {
      asked.delete(stream)
    },
    flush: () => {
      for (const [stream, wanted] of asked) {
        // One that is not on the wire goes out with everything anyway.
        if (stream.id === 0) asked.delete(stream)
        else if (!reissue(stream, wanted)) return
      }
    },
    waiting: () => asked.size > 0,
  }
}
