import type { ItemKind } from './asking/item-request.js'
import type { ItemStream } from './stream/item-stream.js'

/** The open items, each found by its kind and name. */
export interface OpenItems {
  find(kind: ItemKind, name: string): ItemStream | undefined
  has(stream: ItemStream): boolean
  add(stream: ItemStream): void
  /** Takes an item out; nothing happens when it is not in. */
  readonly remove: (stream: ItemStream) => void
  /** Takes all items out, and returns them oldest first. */
  takeAll(): ItemStream[]
  all(): Iterable<ItemStream>
  count(): number
}

/** Starts without items. Two steps, so that no key has to be made up and kept for each of 100,000 names. */
export const openItems = (): OpenItems => {
  const byKind = new Map<ItemKind, Map<string, ItemStream>>()
  let count = 0

  const find = (kind: ItemKind, name: string): ItemStream | undefined => byKind.get(kind)?.get(name)
  const has = (stream: ItemStream): boolean => find(stream.kind, stream.name) === stream
  function* all(): Iterable<ItemStream> {
    for (const byName of byKind.values()) yield* byName.values()
  }

  return {
    find,
    has,
    all,
    count: () => count,
    add: (stream) => {
      let byName = byKind.get(stream.kind)
      if (byName === undefined) byKind.set(stream.kind, (byName = new Map<string, ItemStream>()))
      byName.set(stream.name, stream)
      count += 1
    },
    remove: (stream) => {
      if (!has(stream)) return
      const byName = byKind.get(stream.kind)
      byName?.delete(stream.name)
      if (byName?.size === 0) byKind.delete(stream.kind)
      count -= 1
    },
    takeAll: () => {
      const streams = [...all()]
      byKind.clear()
      count = 0
      return streams
    },
  }
}
