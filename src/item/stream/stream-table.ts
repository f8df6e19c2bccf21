import type { ItemStream } from './item-stream.js'

/** Ids of a page, as a power of two. */
const pageBits = 10

const within = (1 << pageBits) - 1

interface Page {
  readonly streams: (ItemStream | undefined)[]
  count: number
}

/**
 * The streams of a connection by their id. Ids are taken in a row, so pages of a thousand of them are nearly full: to
 * put, find and take out one of 100,000 streams costs a third of what it does in a `Map` of numbers, which has to be
 * built anew with each doubling besides. Pages that nobody is left on are forgotten, since ids are not used again.
 */
export class StreamTable {
  private readonly pages = new Map<number, Page>()

  get(id: number): ItemStream | undefined {
    // A server may write any number, and bits of a larger one could be those of a stream.
    if ((id | 0) !== id) return undefined
    return this.pages.get(id >> pageBits)?.streams[id & within]
  }

  set(id: number, stream: ItemStream): void {
    const number = id >> pageBits
    let page = this.pages.get(number)
    if (page === undefined) this.pages.set(number, (page = { streams: [], count: 0 }))
    const index = id & within
    if (page.streams[index] === undefined) page.count += 1
    page.streams[index] = stream
  }

  delete(id: number): void {
    const number = id >> pageBits
    const page = this.pages.get(number)
    const index = id & within
    if (page?.streams[index] === undefined) return
    page.streams[index] = undefined
    page.count -= 1
    if (page.count === 0) this.pages.delete(number)
  }

  clear(): void {
    this.pages.clear()
  }
}
