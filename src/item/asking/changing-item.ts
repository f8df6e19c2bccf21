import { Observable, type Subscription } from 'rxjs'
import { isRecord } from '../../content/is-record.js'
import { UsageError } from '../../errors.js'
import { followPause } from './follow-pause.js'
import type { ItemEvent } from '../item-event.js'
import type { ItemKind, ItemOptions, ItemRequest } from './item-request.js'
import { prepareRequest, type Prepared } from './prepare-request.js'
import type { Seat, Seats } from '../stream/seats.js'

/** One item that was asked for, from its opening until it is left for another one. */
interface Place {
  readonly kind: ItemKind
  readonly name: string
  options: ItemOptions
  seat: Seat | undefined
  /** What `pausing` follows. */
  pauseWhile: Observable<boolean> | undefined
  pausing: Subscription | undefined
  left: boolean
}

/**
 * An item whose request changes while it is subscribed to. As long as it is the same item, its stream goes on under
 * the new options; another one is opened first, and takes over with its first refresh.
 */
export const changingItem = (requests$: Observable<ItemRequest>, seats: Seats): Observable<ItemEvent> =>
  new Observable((subscriber) => {
    let current: Place | undefined
    /** The item that takes over when it has something to show. */
    let next: Place | undefined

    const leave = (place: Place | undefined): void => {
      if (place === undefined) return
      place.left = true
      place.pausing?.unsubscribe()
      if (place.seat !== undefined) seats.leave(place.seat)
    }

    const leaveNext = (): void => {
      leave(next)
      next = undefined
    }

    const takeOver = (): void => {
      leave(current)
      current = next
      next = undefined
    }

    const onEvent = (place: Place, event: ItemEvent): void => {
      if (place === next) {
        // Until there is something to show, the item before is what its subscriber sees.
        if (event.type !== 'refresh') return
        takeOver()
      }
      if (!place.left) subscriber.next(event)
    }

    const onEnd = (place: Place, tell: () => void): void => {
      if (place.left) return
      if (place !== current || next === undefined) {
        tell()
        return
      }
      // It was to be left anyway, and nothing keeps the other one back any more.
      takeOver()
      const stream = current.seat?.stream
      if (stream !== undefined && stream.stale !== false) subscriber.next(stream.statusEvent())
    }

    const followPauseOf = (place: Place, seat: Seat): void => {
      const { pauseWhile } = place.options
      if (pauseWhile === place.pauseWhile) return
      place.pausing?.unsubscribe()
      place.pauseWhile = pauseWhile
      const heard = { anything: false }
      place.pausing =
        pauseWhile &&
        followPause(pauseWhile, (paused) => {
          heard.anything = true
          seats.pause(seat, paused)
        })
      // A pause of the one before does not outlive it.
      if (!heard.anything) seats.pause(seat, false)
    }

    /** Brings the newest options to an item that is open. */
    const settle = (place: Place): void => {
      if (place.seat === undefined || place.left) return
      seats.change(place.seat, seats.wishOf(place.options))
      followPauseOf(place, place.seat)
    }

    const open = (name: string, { kind, options }: Prepared): void => {
      const unseated = { seat: undefined, pauseWhile: undefined, pausing: undefined, left: false }
      const place: Place = { kind, name, options, ...unseated }
      if (current === undefined) current = place
      else next = place
      place.seat = seats.take(kind, name, seats.wishOf(options), {
        next: (event) => {
          onEvent(place, event)
        },
        error: (error) => {
          onEnd(place, () => {
            subscriber.error(error)
          })
        },
        complete: () => {
          onEnd(place, () => {
            subscriber.complete()
          })
        },
      })
      // The image that came with the seat may have led to anything.
      if (place.left) seats.leave(place.seat)
      else settle(place)
    }

    const onRequest = (request: ItemRequest): void => {
      if (!isRecord(request)) {
        throw new UsageError('invalid-options', 'item request: must be an object with a name')
      }
      const { name, ...given } = request
      const prepared = prepareRequest([name], given, seats.register.kindOf)
      const same = (place: Place | undefined): boolean => place?.kind === prepared.kind && place.name === name
      const place = same(next) ? next : same(current) ? current : undefined
      if (place !== next) leaveNext()
      if (place === undefined) {
        open(name, prepared)
      } else {
        place.options = prepared.options
        settle(place)
      }
    }

    subscriber.add(() => {
      leave(next)
      leave(current)
    })
    subscriber.add(
      requests$.subscribe({
        next: (request) => {
          try {
            onRequest(request)
          } catch (error) {
            subscriber.error(error)
          }
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
        complete: () => {
          // The last options stay; without any there is nothing to wait for.
          if (current === undefined) subscriber.complete()
        },
      }),
    )
  })
