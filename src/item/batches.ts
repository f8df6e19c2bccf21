import { itemRequest } from '../wire/build.js'
import { utf8Length } from '../wire/utf8-length.js'
import type { ItemKind } from './item-request.js'
import type { ItemStream } from './item-stream.js'
import type { View } from './view.js'

/** The request for one or several items of a kind, as it goes out. */
export const requestOf = (id: number, name: string | readonly string[], kind: ItemKind, view: View) =>
  itemRequest(id, name, {
    domain: kind.domain,
    streaming: !kind.snapshot,
    private: kind.private,
    ...(kind.service === undefined ? {} : { service: kind.service }),
    ...(kind.nameType === undefined ? {} : { nameType: kind.nameType }),
    ...(view === undefined ? {} : { view }),
  })

/** The largest stream id: what a request weighs does not depend on which id it gets. */
const largestId = 2 ** 31 - 1

/** Bytes of a request without its names. */
const frameBytes = (kind: ItemKind, view: View): number =>
  utf8Length(JSON.stringify(requestOf(largestId, [], kind, view)))

/** Limits of a batch request. */
export interface BatchLimits {
  /** Most names in one request. */
  readonly count: number
  /** Most bytes of one request, in UTF-8. */
  readonly bytes: number
}

/**
 * Cuts a list of items of one kind into batches that stay within the limits, in order. An item whose request
 * is too large even alone ends up in a batch of its own.
 */
export const splitIntoBatches = <Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  kind: ItemKind,
  view: View,
  limits: BatchLimits,
): Item[][] => {
  const overhead = frameBytes(kind, view)
  const batches: Item[][] = []
  let batch: Item[] = []
  let bytes = overhead
  for (const item of items) {
    // One more byte for the comma.
    const more = utf8Length(JSON.stringify(nameOf(item))) + 1
    if (batch.length > 0 && (batch.length >= limits.count || bytes + more > limits.bytes)) {
      batches.push(batch)
      batch = []
      bytes = overhead
    }
    batch.push(item)
    bytes += more
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}

/** Groups items by kind and view, in order of first appearance. */
export const groupByKind = (
  streams: Iterable<ItemStream>,
): { kind: ItemKind; view: View; streams: ItemStream[] }[] => {
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
