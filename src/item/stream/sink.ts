import type { ItemEvent } from '../item-event.js'
import type { Wish } from '../asking/wish.js'

/** Whom the events of an item go to. */
export interface ItemObserver {
  next(event: ItemEvent): void
  error(error: unknown): void
  complete(): void
}

/** Why a subscriber is paused, as bits: it asked for that itself, or everything is. */
export const pausedBy = { itself: 1, all: 2 } as const

/** One subscriber of an item. A class for the same reason as the stream: there may be 100,000. */
export class Sink {
  readonly observer: ItemObserver
  wish: Wish
  /** Wants one image of a stream that others keep open. */
  readonly once: boolean
  /**
   * Gets no content until the next refresh begins: it came when there was no image to hand over, or is paused and
   * has had one.
   */
  behind = false
  /** Has had a whole image. */
  imaged = false
  /** `turn` of the stream up to which it has everything, by an image that was handed over. */
  upTo = 0
  /** Sum of {@link pausedBy}. */
  pauses: number

  constructor(observer: ItemObserver, wish: Wish, once: boolean, pauses: number) {
    this.observer = observer
    this.wish = wish
    this.once = once
    this.pauses = pauses
  }

  get paused(): boolean {
    return this.pauses !== 0
  }

  /** A refresh is owed to it: one that is paused wants its first image, and no other. */
  get waits(): boolean {
    return this.behind && (this.pauses === 0 || !this.imaged)
  }

  /** A refresh begins: from here on it can follow. One that is paused gets its first image all the same. */
  catchUp(): void {
    if (this.pauses === 0 || !this.imaged) this.behind = false
  }

  /** A whole image was handed over; one that is paused wants no more than that. */
  gotImage(): void {
    this.imaged = true
    if (this.pauses !== 0) this.behind = true
  }
}
