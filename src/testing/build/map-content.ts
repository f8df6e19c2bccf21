import type { Container, MapEntry, OmmMap } from '../../wire/containers.js'

/**
 * Content of an event that is a map, for `toBook` and `toMembers`: entries that are added, changed or removed.
 *
 * @param entries - what happens to each entry
 * @param more - what differs from a map whose keys are texts: its `KeyType`, a `Summary`
 *
 * @example
 * ```ts
 * import { toBook } from 'rx-omm'
 * import { fakeConsumer, mapContent, refreshEvent, runVirtual } from 'rx-omm/testing'
 * import { of } from 'rxjs'
 *
 * const bid = { ORDER_PRC: 50.47, ORDER_SIZE: 300, ORDER_SIDE: 'BID' }
 * const order = refreshEvent({}, { content: mapContent([{ Action: 'Add', Key: 'order 1', Fields: bid }]) })
 * runVirtual(({ watch }) => {
 *   const consumer = fakeConsumer({ items: { 'TRI.TO': of(order) } })
 *   const book = watch(consumer.item('TRI.TO', { domain: 'MarketByOrder' }).pipe(toBook()))
 *   console.log(book.last?.bids[0]?.price) // 50.47
 * })
 * ```
 */
export const mapContent = (entries: readonly MapEntry[], more: Partial<OmmMap> = {}): Container => ({
  Map: { KeyType: 'AsciiString', Entries: entries, ...more },
})
