import type { ItemStream } from './item-stream.js'
import type { Sink } from './sink.js'
import { imageEvent } from './stream-content.js'
import { covers } from './view.js'

/**
 * Adds a subscriber to a stream that is open already. It gets the current image at once; where there is none for
 * it, a new refresh is asked for, and nothing else is shown to it before that.
 *
 * @param reissue - tells the server what is wanted now; true to have a refresh in any case
 */
export const joinStream = (stream: ItemStream, sink: Sink, reissue: (refresh: boolean) => void): void => {
  stream.add(sink)
  const image = imageEvent(stream, sink.wish)
  if (image !== undefined) {
    stream.handOver(sink, image)
    reissue(false)
    return
  }
  if (stream.stale !== false) stream.deliverTo(sink, stream.statusEvent())
  // Content that is not kept, or not up to date, or fields that nobody wanted before: the refresh that is under way
  // will not have them either.
  sink.behind = stream.refreshed || !covers(stream.terms.view, sink.wish.view)
  reissue(stream.refreshed)
}
