import { BehaviorSubject, type Observable, distinctUntilChanged } from 'rxjs'
import type { OmmError } from '../../errors.js'
import { changeWish } from '../asking/change-wish.js'
import { kindRegister, kindOptions } from '../asking/item-kind.js'
import type { ItemKind, ItemOptions } from '../asking/item-request.js'
import { ItemStream } from './item-stream.js'
import { joinStream } from './join-stream.js'
import { openItems, type OpenItems } from '../open-items.js'
import { pauseSink } from './pause-sink.js'
import type { ItemService, ItemsOptions, Register } from '../register.js'
import { Seat } from './seat.js'
import { pausedBy, type ItemObserver } from './sink.js'
import { dropUnwanted } from './stream-content.js'
import { termsRegister } from './terms.js'
import { viewRegister } from './view.js'
import { wishRegister, type Wish } from '../asking/wish.js'

/** Who follows which item: opens a stream for the first subscriber of an item and closes it after the last. */
export interface Seats {
  /** What a session may do with the open items. */
  readonly register: Register
  readonly opened: OpenItems
  /** Whether any item is open; replays. */
  readonly busy$: Observable<boolean>
  readonly service: () => ItemService | undefined
  wishOf(options: ItemOptions): Wish
  /** The image of an item that is open already arrives before this returns. */
  take(kind: ItemKind, name: string, wish: Wish, observer: ItemObserver): Seat
  change(seat: Seat, wish: Wish): void
  pause(seat: Seat, paused: boolean): void
  readonly pauseAll: (paused: boolean) => void
  readonly leave: (seat: Seat) => void
  /** Ends every item; without an error for good: each that somebody takes a seat for later is complete at once. */
  endAll(error?: OmmError): void
}

/** What requests need of seats. */
export type Seating = Pick<Seats, 'wishOf' | 'take' | 'change' | 'pause' | 'leave'> & {
  readonly register: Pick<Register, 'kindOf'>
}

/** Starts with nobody seated. */
export const createSeats = (options: ItemsOptions): Seats => {
  const kindOf = kindRegister()
  const opened = openItems()
  const views = viewRegister()
  const wishes = wishRegister(views.intern)
  const terms = termsRegister(views.intern)
  const busy = new BehaviorSubject(false)
  let service: ItemService | undefined
  let allPaused = false
  let closed = false
  let exact = 0

  const reissuing =
    (stream: ItemStream) =>
    (refresh: boolean): void =>
      service?.reissue(stream, refresh)

  const countExact = (wish: Wish, by: number): void => {
    if (!wish.exact) return
    const before = exact
    exact += by
    if (before > 0 !== exact > 0) service?.exact(exact > 0)
  }

  const allLeft = (): void => {
    views.clear()
    wishes.clear()
    terms.clear()
    busy.next(false)
  }

  const remove = (stream: ItemStream): void => {
    opened.remove(stream)
    if (opened.count() === 0) allLeft()
  }

  /** Some have left: the others may need less than was asked for, or there is nobody any more. */
  const settle = (stream: ItemStream): void => {
    if (!opened.has(stream)) return
    // What could not be read may have been theirs.
    stream.allFields = false
    if (stream.sinks.length > 0) {
      dropUnwanted(stream)
      service?.reissue(stream, false)
      return
    }
    remove(stream)
    service?.release(stream)
  }

  const end = (stream: ItemStream, error?: OmmError): void => {
    // First out of the register: whoever subscribes again in answer to the end opens the item anew.
    remove(stream)
    const { sinks } = stream
    stream.sinks = []
    for (const { observer } of sinks) {
      if (error === undefined) observer.complete()
      else observer.error(error)
    }
  }

  const findFor = (kind: ItemKind, name: string): ItemStream | undefined =>
    (kind.snapshot ? opened.find(kindOf({ ...kindOptions(kind), snapshot: false }), name) : undefined) ??
    opened.find(kind, name)

  const open = (seat: Seat): void => {
    const { stream } = seat
    stream.add(seat)
    opened.add(stream)
    service?.ask(stream)
    if (opened.count() === 1) busy.next(true)
  }

  const leave = (seat: Seat): void => {
    if (seat.left) return
    seat.left = true
    const { stream } = seat
    countExact(seat.wish, -1)
    stream.remove(seat)
    settle(stream)
  }

  const register: Register = {
    options,
    kindOf,
    intern: terms.intern,
    all: () => opened.all(),
    count: () => opened.count(),
    retire: opened.remove,
    refuse: (stream, sinks, error) => {
      for (const sink of sinks) {
        stream.remove(sink)
        sink.observer.error(error)
      }
      settle(stream)
    },
    end,
    setService: (next) => {
      service = next
      if (allPaused) next?.pauseAll(true)
      if (exact > 0) next?.exact(true)
    },
  }

  return {
    register,
    opened,
    busy$: busy.pipe(distinctUntilChanged()),
    service: () => service,
    wishOf: wishes.of,
    take: (kind, name, wish, observer) => {
      const known = findFor(kind, name)
      const stream = known ?? new ItemStream(name, kind)
      const seat = new Seat(stream, leave, observer, wish, kind.snapshot, allPaused ? pausedBy.all : 0)
      if (closed) {
        // The image of one of several items may have led to it.
        seat.left = true
        observer.complete()
        return seat
      }
      countExact(wish, 1)
      if (known === undefined) open(seat)
      else joinStream(known, seat, reissuing(known))
      return seat
    },
    change: (seat, wish) => {
      const { stream } = seat
      if (wish === seat.wish || !stream.sinks.includes(seat)) return
      countExact(wish, 1)
      countExact(seat.wish, -1)
      stream.allFields = false
      changeWish(stream, seat, wish, reissuing(stream))
    },
    pause: (seat, paused) => {
      const { stream } = seat
      // An item that has ended says no more.
      if (!stream.sinks.includes(seat)) return
      pauseSink(stream, seat, pausedBy.itself, paused, reissuing(stream))
    },
    pauseAll: (paused) => {
      allPaused = paused
      service?.pauseAll(paused)
      // Copies: whoever gets an image at this may open and leave items.
      for (const stream of [...opened.all()]) {
        // The login says it for all; only the end of a pause is told to each, for its refresh.
        const reissue = paused ? () => undefined : reissuing(stream)
        for (const sink of stream.walk()) pauseSink(stream, sink, pausedBy.all, paused, reissue)
        // One whose subscribers stay paused by themselves was resumed with the others.
        reissue(false)
      }
    },
    leave,
    endAll: (error) => {
      closed ||= error === undefined
      const streams = opened.takeAll()
      allLeft()
      for (const stream of streams) end(stream, error)
    },
  }
}
