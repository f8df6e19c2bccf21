import { isLive } from './stream/item-health.js'
import type { ItemStream } from './stream/item-stream.js'

/** How many items are open, by how they are. Several subscribers of one item count once. */
export interface ItemCounts {
  /** Their last values can be trusted. */
  readonly live: number
  /** They have been live, or have an image, and their values may be out of date. */
  readonly stale: number
  /** There is no image of them yet. */
  readonly waiting: number
}

/** Looks at every open item. */
export const countItems = (streams: Iterable<ItemStream>): ItemCounts => {
  const counts = { live: 0, stale: 0, waiting: 0 }
  for (const stream of streams) {
    if (isLive(stream)) counts.live += 1
    else if (stream.wasLive || (stream.refreshed && !stream.partial)) counts.stale += 1
    else counts.waiting += 1
  }
  return counts
}
