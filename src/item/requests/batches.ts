import { itemRequest } from '../../wire/build.js'
import { jsonOf } from '../../wire/exact-json.js'
import { utf8Length } from '../../wire/utf8-length.js'
import type { ItemKind } from '../asking/item-request.js'
import type { ItemStream } from '../stream/item-stream.js'
import type { Terms } from '../stream/terms.js'

/**
 * The request for one or several items of a kind, as it goes out.
 *
 * @param refresh - false in a reissue that wants no image in answer
 */
export const requestOf = (
  id: number,
  name: string | readonly string[],
  kind: ItemKind,
  { view, priority, paused }: Terms,
  refresh = true,
) =>
  itemRequest(id, name, {
    domain: kind.domain,
    streaming: !kind.snapshot,
    private: kind.private,
    refresh,
    paused: paused === true,
    ...(kind.service === undefined ? {} : { service: kind.service }),
    ...(kind.nameType === undefined ? {} : { nameType: kind.nameType }),
    ...(kind.key === undefined ? {} : { key: kind.key }),
    ...(kind.qos === undefined ? {} : { qos: kind.qos }),
    ...(kind.worstQos === undefined ? {} : { worstQos: kind.worstQos }),
    ...(priority === undefined ? {} : { priority }),
    ...(view === undefined ? {} : { view }),
  })

/** The largest stream id: what a request weighs does not depend on which id it gets. */
const largestId = 2 ** 31 - 1

/** Bytes of a request without its names. */
const frameBytes = (kind: ItemKind, terms: Terms): number =>
  utf8Length(jsonOf(requestOf(largestId, [], kind, terms)))

const comma = 1

/** Most bytes that a name can take: six for each letter, if all are escaped, and the quotes. */
const mostBytes = (length: number): number => 6 * length + 2 + comma

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
  terms: Terms,
  limits: BatchLimits,
): Item[][] => {
  const overhead = frameBytes(kind, terms)
  let longest = 0
  for (const item of items) longest = Math.max(longest, nameOf(item).length)
  const fit = overhead + Math.min(items.length, limits.count) * mostBytes(longest) <= limits.bytes
  const batches: Item[][] = []
  let batch: Item[] = []
  let bytes = overhead
  for (const item of items) {
    // As long as names are short, as nearly all are, they need not be written to be weighed.
    const more = fit ? 0 : utf8Length(JSON.stringify(nameOf(item))) + comma
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

/** Items that can be asked for together. */
export interface Group {
  readonly kind: ItemKind
  readonly terms: Terms
  readonly streams: ItemStream[]
}

/** Groups items by kind and terms, in order of first appearance. */
export const groupByKind = (streams: Iterable<ItemStream>): Group[] => {
  const groups = new Map<ItemKind, Map<Terms, ItemStream[]>>()
  for (const stream of streams) {
    let byTerms = groups.get(stream.wireKind)
    if (byTerms === undefined) groups.set(stream.wireKind, (byTerms = new Map<Terms, ItemStream[]>()))
    const group = byTerms.get(stream.terms)
    if (group === undefined) byTerms.set(stream.terms, [stream])
    else group.push(stream)
  }
  return [...groups].flatMap(([kind, byTerms]) =>
    [...byTerms].map(([terms, streamsOfGroup]) => ({ kind, terms, streams: streamsOfGroup })),
  )
}
