/** Ways to hold items, each measured by itself. */
export type MemoryCase =
  'floor-observables' | 'floor-images' | 'item' | 'uncached' | 'image' | 'items' | 'updated' | 'image-updated'

/** What a process is told that holds items. */
export interface MemoryTask {
  /** Port of the generator. */
  readonly port: number
  readonly holds: MemoryCase
  /** How many items it is to open. */
  readonly count: number
}

/** Bytes in use at three times. */
export interface MemoryReading {
  /** Connected, and nothing but one item open. */
  readonly before: number
  /** All items open. */
  readonly open: number
  /** All of them left again. */
  readonly after: number
}
