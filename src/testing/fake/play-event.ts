import type { ItemEvent, RefreshEvent } from '../../item/item-event.js'
import type { ItemStream } from '../../item/stream/item-stream.js'
import { dropContent, mergeContent, takeRefresh } from '../../item/stream/stream-content.js'
import type { State } from '../../wire/state.js'

/** A server closes the stream of a snapshot with its image. */
const snapshotState = (state: State): State =>
  state.stream === 'Open' ? { ...state, stream: 'NonStreaming' } : state

const takeImage = (stream: ItemStream, { message, fields, content, complete }: RefreshEvent): void => {
  takeRefresh(
    stream,
    message ?? { ID: 0, Type: 'Refresh' },
    content === undefined ? fields : undefined,
    content,
  )
  stream.refreshed = true
  stream.partial = !complete
}

const take = (stream: ItemStream, event: ItemEvent): void => {
  switch (event.type) {
    case 'refresh':
      takeImage(stream, event)
      return
    case 'update':
      if (event.message?.DoNotCache === true) return
      if (event.content === undefined) stream.merge(event.fields)
      else mergeContent(stream, event.content)
      return
    case 'status':
      if (event.cleared === true) dropContent(stream)
      // The rest of a refresh is lost with its session.
      if (event.stale !== false && event.stale.cause.error !== undefined) stream.partial = false
  }
}

/** Lets a stream tell an event as if a server had sent it. What the event says of the health is taken as it is. */
export const playEvent = (stream: ItemStream, given: ItemEvent): void => {
  const { name, kind } = stream
  const ends = kind.snapshot && given.type === 'refresh' && given.complete
  const state = ends ? snapshotState(given.state) : given.state
  // The same object where nothing differs, as a test may look for.
  const event = given.name === name && given.state === state ? given : { ...given, name, state }
  const staleBefore = stream.stale
  stream.state = event.state
  stream.stale = event.stale
  stream.service = event.service
  take(stream, event)
  stream.deliver(event)
  // Of the content they hear nothing, but whether there is trouble is no secret to them.
  if (event.type !== 'status' && (event.stale === false) !== (staleBefore === false)) stream.tellPaused()
}
