import type { Observable, Subscription, Unsubscribable } from 'rxjs'
import type { ItemEvent } from '../item-event.js'
import type { Seat } from '../stream/seat.js'
import type { Seating } from '../stream/seats.js'
import type { ItemObserver } from '../stream/sink.js'
import { followPause } from './follow-pause.js'
import type { ItemKind, ItemOptions } from './item-request.js'
import type { Prepared } from './prepare-request.js'

/** One item that was asked for, from its opening until it is left for another one. */
class Place implements ItemObserver {
  readonly kind: ItemKind
  readonly name: string
  options: ItemOptions
  seat: Seat | undefined = undefined
  /** What `pausing` follows. */
  pauseWhile: Observable<boolean> | undefined = undefined
  pausing: Subscription | undefined = undefined
  left = false
  private readonly owner: ChangingSeat

  constructor(owner: ChangingSeat, name: string, { kind, options }: Prepared) {
    this.owner = owner
    this.name = name
    this.kind = kind
    this.options = options
  }

  next(event: ItemEvent): void {
    this.owner.onEvent(this, event)
  }

  error(error: unknown): void {
    this.owner.onEnd(this, (observer) => {
      observer.error(error)
    })
  }

  complete(): void {
    this.owner.onEnd(this, (observer) => {
      observer.complete()
    })
  }
}

/**
 * A subscriber whose request changes. As long as it is the same item, its stream goes on under the new options;
 * another one is opened first, and takes over with its first refresh. Classes, for the same reason as the stream: of
 * several items each has one.
 */
export class ChangingSeat implements Unsubscribable {
  private current: Place | undefined = undefined
  /** The item that takes over when it has something to show. */
  private coming: Place | undefined = undefined
  private over = false
  private readonly seats: Seating
  private readonly observer: ItemObserver

  constructor(seats: Seating, observer: ItemObserver) {
    this.seats = seats
    this.observer = observer
  }

  /** Nothing has been asked for. */
  get unused(): boolean {
    return this.current === undefined
  }

  /** Asks for an item, or for the same one in another way. */
  ask(name: string, prepared: Prepared): void {
    if (this.over) return
    const same = (place: Place | undefined): boolean => place?.kind === prepared.kind && place.name === name
    const place = same(this.coming) ? this.coming : same(this.current) ? this.current : undefined
    if (place !== this.coming) this.leaveComing()
    if (place === undefined) {
      this.open(name, prepared)
    } else {
      place.options = prepared.options
      this.settle(place)
    }
  }

  /** Leaves; what is asked for later is not heard. */
  unsubscribe(): void {
    this.over = true
    this.leave(this.coming)
    this.leave(this.current)
  }

  onEvent(place: Place, event: ItemEvent): void {
    if (place === this.coming) {
      // Until there is something to show, the item before is what its subscriber sees.
      if (event.type !== 'refresh') return
      this.takeOver(place)
    }
    if (!place.left && !this.over) this.observer.next(event)
  }

  onEnd(place: Place, tell: (observer: ItemObserver) => void): void {
    if (place.left || this.over) return
    const { coming } = this
    if (place !== this.current || coming === undefined) {
      // Whoever is told may ask for the item again, and finds it open.
      this.over = true
      tell(this.observer)
      this.unsubscribe()
      return
    }
    // It was to be left anyway, and nothing keeps the other one back any more.
    this.takeOver(coming)
    const stream = coming.seat?.stream
    if (stream !== undefined && stream.stale !== false) this.observer.next(stream.statusEvent())
  }

  private leave(place: Place | undefined): void {
    if (place === undefined) return
    place.left = true
    place.pausing?.unsubscribe()
    if (place.seat !== undefined) this.seats.leave(place.seat)
  }

  private leaveComing(): void {
    this.leave(this.coming)
    this.coming = undefined
  }

  private takeOver(coming: Place): void {
    this.leave(this.current)
    this.current = coming
    this.coming = undefined
  }

  private open(name: string, prepared: Prepared): void {
    const { seats } = this
    const place = new Place(this, name, prepared)
    if (this.current === undefined) this.current = place
    else this.coming = place
    place.seat = seats.take(place.kind, name, seats.wishOf(place.options), place)
    // The image that came with the seat may have led to anything.
    if (place.left) seats.leave(place.seat)
    else this.settle(place)
  }

  /** Brings the newest options to an item that is open. */
  private settle(place: Place): void {
    if (place.seat === undefined || place.left) return
    this.seats.change(place.seat, this.seats.wishOf(place.options))
    this.followPauseOf(place, place.seat)
  }

  private followPauseOf(place: Place, seat: Seat): void {
    const { pauseWhile } = place.options
    if (pauseWhile === place.pauseWhile) return
    place.pausing?.unsubscribe()
    place.pauseWhile = pauseWhile
    const heard = { anything: false }
    const pausing =
      pauseWhile &&
      followPause(pauseWhile, (paused) => {
        heard.anything = true
        this.seats.pause(seat, paused)
      })
    // An image that came at its first word may have led to anything: nobody would end this one any more.
    if (place.left || place.pauseWhile !== pauseWhile) {
      pausing?.unsubscribe()
      return
    }
    place.pausing = pausing
    // A pause of the one before does not outlive it.
    if (!heard.anything) this.seats.pause(seat, false)
  }
}
