import { contentCache } from '../../content/content-cache.js'
import { KeptFields } from '../../content/kept-fields.js'
import type { Container, ContainerName } from '../../wire/containers.js'
import type { Fields } from '../../wire/fields.js'
import type { RefreshMessage } from '../../wire/messages.js'
import type { RefreshEvent } from '../item-event.js'
import { noFields, type ItemStream } from './item-stream.js'
import { covers, filterOf, intersection, pickFields, type View } from './view.js'
import type { Wish } from '../asking/wish.js'

/** The current values of no field at all. */
const none: View = Object.freeze([])

/** Forgets the content. */
export const dropContent = (stream: ItemStream): void => {
  stream.image = undefined
  stream.book = undefined
}

/** Stops keeping content, or integers as they are, when nobody wants that any more. */
export const dropUnwanted = (stream: ItemStream): void => {
  stream.exactly &&= stream.exact
  if (!stream.keeping || stream.sinks.some(({ wish }) => wish.cache)) return
  stream.keeping = false
  dropContent(stream)
}

/** Lays content that is no field list over what is kept. */
export const mergeContent = (stream: ItemStream, content: Container): void => {
  if (!stream.keeping) return
  const [name] = Object.keys(content) as ContainerName[]
  if (name === undefined) return
  // A stream has content of one kind; when that changes, what was kept means nothing any more.
  if (stream.book?.name !== name) {
    stream.image = undefined
    stream.book = contentCache(name)
  }
  stream.book.merge(content)
}

/** A refresh begins: who waited for one can follow from here on, and whether content is kept is decided anew. */
const begin = (stream: ItemStream, restarted: boolean, message: RefreshMessage): void => {
  const { view, paused } = stream.terms
  // Who wants fields that were not asked for yet waits for a refresh that has them.
  for (const sink of stream.sinks) if (covers(view, sink.wish.view)) sink.catchUp()
  stream.keeping = stream.sinks.some(({ wish }) => wish.cache)
  const cached = message.DoNotCache !== true
  if (cached) {
    // While the server is paused, values grow old from the moment they arrive.
    stream.current = paused ? none : view
    stream.exactly = stream.exact
  }
  // What is kept from another stream was never in the cache that this one is not to clear.
  const kept = !cached || (message.ClearCache === false && !restarted && stream.refreshed)
  if (!kept || !stream.keeping) dropContent(stream)
}

/** Takes a refresh, or a part of one, over into the kept content. */
export const takeRefresh = (
  stream: ItemStream,
  message: RefreshMessage,
  fields: Fields | undefined,
  content: Container | undefined,
): void => {
  // A first part while another refresh is incomplete: what there is of that one is forgotten.
  if (!stream.partial || message.PartNumber === 0) begin(stream, stream.partial, message)
  if (message.DoNotCache === true) return
  if (fields !== undefined) stream.merge(fields)
  else if (content !== undefined) mergeContent(stream, content)
  // Blank content is known, too: a late subscriber need not ask for it.
  else if (stream.book === undefined) stream.merge(noFields)
}

/** True when the kept content has the current values that a subscriber wants, in the way it wants them. */
const holds = (stream: ItemStream, { view, exact }: Wish): boolean =>
  (stream.image !== undefined || stream.book !== undefined) &&
  covers(stream.current, view) &&
  (stream.exactly || !exact)

/** The kept content as an event, for a late subscriber; `undefined` when it is not there for this wish. */
export const imageEvent = (stream: ItemStream, wish: Wish): RefreshEvent | undefined => {
  if (!holds(stream, wish)) return undefined
  const { name, service, state, stale, image, book, qos, partial } = stream
  return {
    type: 'refresh',
    name,
    service,
    state,
    stale,
    fields: image === undefined ? noFields : image.copy(),
    ...(book === undefined ? {} : { content: book.render() }),
    ...(qos === undefined ? {} : { qos }),
    solicited: true,
    // In the middle of a refresh: the newcomer gets the rest of it like everyone.
    complete: !partial,
  }
}

/** The server sends nothing from now on: no value is current any more. */
export const noLongerCurrent = (stream: ItemStream): void => {
  stream.current = none
}

/** The server sends fewer fields from now on: the others are no longer current, and are forgotten. */
export const narrowTo = (stream: ItemStream, view: View): void => {
  stream.current = intersection(stream.current, view)
  if (stream.image === undefined || view === undefined) return
  const filter = filterOf(view)
  if (filter !== undefined) {
    stream.image = new KeptFields(pickFields(stream.image.copy(), filter) ?? noFields)
    return
  }
  // By numbers it cannot be told which fields are still current: a late subscriber gets a refresh of its own.
  stream.keeping = false
  stream.image = undefined
}
