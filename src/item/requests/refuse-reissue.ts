import { ItemError } from '../../errors.js'
import type { Fault } from '../../wire/fault.js'
import { openSuspect, type State } from '../../wire/state.js'
import type { StatusEvent } from '../item-event.js'
import { causeOf } from '../stream/item-health.js'
import type { ItemStream } from '../stream/item-stream.js'
import type { Serving } from '../serving/serving.js'
import type { Sink } from '../stream/sink.js'
import { covers } from '../stream/view.js'

/** True for a subscriber to whom a refresh is owed, be it the first or one with more fields. */
const waits = (stream: ItemStream, sink: Sink): boolean =>
  sink.waits || (!sink.paused && !covers(stream.current, sink.wish.view))

/** How the item is for those who wait for a refresh; others have it as it was. */
const statusOf = (stream: ItemStream, state: State, now: number): StatusEvent => ({
  ...stream.statusEvent(),
  state,
  stale: { since: stream.stale === false ? now : stream.stale.since, cause: causeOf(state) },
})

/**
 * The server could not read what was asked for on an open stream: it goes on as it did before. Those who wait for a
 * refresh are told, and it is asked for once more without a view, for that is all that a server may fail to read in
 * one request after it has read another. When that is in vain, too, the item is over for them.
 */
export const refuseReissue = (stream: ItemStream, fault: Fault, serving: Serving): void => {
  const { register, requester } = serving
  const waiting = stream.sinks.filter((sink) => waits(stream, sink))
  if (waiting.length === 0) return
  const now = register.options.clock()
  const inVain = stream.allFields
  const suspect = openSuspect(fault.text, 'UsageError')
  const state: State = inVain ? { ...suspect, stream: 'Closed' } : suspect
  stream.allFields = true
  if (!inVain) requester.reissue(stream, true)
  for (const sink of waiting) stream.deliverTo(sink, statusOf(stream, state, now))
  if (!inVain) return
  const words = `the server did not understand the request for ${stream.name}: ${fault.text}`
  const error = new ItemError('request-not-understood', words, stream.name, undefined, fault)
  register.refuse(stream, waiting, error)
}
