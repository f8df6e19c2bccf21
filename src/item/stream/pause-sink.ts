import type { ItemStream } from './item-stream.js'
import type { Sink } from './sink.js'
import { imageEvent } from './stream-content.js'

/**
 * Pauses one subscriber of a stream, or resumes it: then it gets the current image, at once where that is at hand.
 *
 * @param reason - one of the bits of `pausedBy`
 * @param reissue - tells the server what is wanted now; true to have a refresh in any case
 */
export const pauseSink = (
  stream: ItemStream,
  sink: Sink,
  reason: number,
  on: boolean,
  reissue: (refresh: boolean) => void,
): void => {
  const before = sink.paused
  sink.pauses = on ? sink.pauses | reason : sink.pauses & ~reason
  if (sink.paused === before) return
  if (on) {
    // The first image is handed over all the same: without it there would be nothing to show.
    if (sink.imaged) sink.behind = true
    reissue(false)
    return
  }
  if (!sink.imaged) {
    reissue(false)
    return
  }
  const image = imageEvent(stream, sink.wish)
  if (image === undefined) {
    reissue(stream.refreshed)
    return
  }
  sink.behind = false
  stream.handOver(sink, image)
  reissue(false)
}
