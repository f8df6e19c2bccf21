import type { ItemStream } from '../stream/item-stream.js'
import type { Sink } from '../stream/sink.js'
import { dropUnwanted, imageEvent } from '../stream/stream-content.js'
import { covers } from '../stream/view.js'
import type { Wish } from './wish.js'

/**
 * Changes what a subscriber wants of its stream. Its events go on; fields that it did not have come as a refresh,
 * at once where their values are at hand.
 *
 * @param reissue - tells the server what is wanted now; true to have a refresh in any case
 */
export const changeWish = (
  stream: ItemStream,
  sink: Sink,
  wish: Wish,
  reissue: (refresh: boolean) => void,
): void => {
  const covered = covers(sink.wish.view, wish.view) && (sink.wish.exact || !wish.exact)
  sink.wish = wish
  dropUnwanted(stream)
  if (covered) {
    // A refresh that came meanwhile was none for it, as long as it wanted more.
    reissue(sink.waits && stream.refreshed)
    return
  }
  const image = imageEvent(stream, wish)
  if (image === undefined) {
    // One that waits for a refresh gets its fields with that.
    reissue(stream.refreshed && !sink.behind)
    return
  }
  stream.handOver(sink, image)
  reissue(false)
}
