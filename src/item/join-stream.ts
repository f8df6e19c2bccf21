import type { ItemStream, Sink } from './item-stream.js'
import { covers, union, type View } from './view.js'

/**
 * Adds a subscriber to a stream that is open already. It gets the current image at once; where there is none for
 * it, a new refresh is asked for, and nothing else is shown to it before that.
 *
 * @param intern - gives equal views one object
 * @param widen - asks the server for a new refresh
 */
export const joinStream = (
  stream: ItemStream,
  sink: Sink,
  intern: (view: View) => View,
  widen: () => void,
): void => {
  const covered = covers(stream.view, sink.view)
  stream.add(sink)
  const image = covered ? stream.imageEvent() : undefined
  if (image !== undefined) {
    stream.deliverTo(sink, image)
    return
  }
  if (stream.stale !== false) stream.deliverTo(sink, stream.statusEvent())
  // Content that is not kept, such as a book's, or fields that nobody wanted before.
  const needsRefresh = stream.refreshed
  sink.behind = needsRefresh
  if (!covered) stream.view = intern(union(stream.view, sink.view))
  if (!covered || needsRefresh) widen()
}
