import { ErrorHandler, type Injector, NgZone, signal, untracked } from '@angular/core'
import { type Observable, type OperatorFunction, Subscription, map, of, switchMap, tap } from 'rxjs'
import { type ItemEvent, OmmError, UsageError } from '../index.js'
import type { ItemSignal } from './item-signal.js'
import { type Health, type ItemState, ended, loading, present } from './item-state.js'
import type { OpenItem } from './open-item.js'
import { subscribeOutside } from './outside-angular.js'
import { REDRAW } from './redraw.js'

/** One item and the signal of where it stands. Another name has another slot, so nothing of one shows in the other. */
export interface ItemSlot<T> {
  readonly signal: ItemSignal<T>
  readonly open: () => void
  readonly close: () => void
}

/** Makes a slot, which is closed at first. */
export const createItemSlot = <T extends Health>(
  { name, isPaced, event$ }: OpenItem,
  operator: OperatorFunction<ItemEvent<object>, T>,
  injector: Injector,
): ItemSlot<T> => {
  const state = signal<ItemState<T>>(loading(name), { debugName: `item ${name}` })
  let subscription: Subscription | undefined
  let hasEnded = false

  /** When a value is to be shown: at once, unless it is one of many that differ in their content only. */
  const inTime = (value: T): Observable<T> => {
    const canWait = isPaced && value.stale === false && untracked(state).status === 'live'
    return canWait ? injector.get(REDRAW).pipe(map(() => value)) : of(value)
  }

  const asOmmError = (error: unknown): OmmError => {
    if (error instanceof OmmError) return error
    // The library's own errors are all of one kind, so this is a mistake in an operator of the application.
    injector.get(ErrorHandler).handleError(error)
    return new UsageError('invalid-options', '`pipe` has thrown an error: see the log of the application')
  }

  const open = (): void => {
    // There before the first value comes, which may be what closes the slot.
    const opened = new Subscription()
    subscription = opened
    hasEnded = false
    // Before the first content an operator can say only that there is none.
    let isLoaded = false
    const look = (event: ItemEvent<object>): void => {
      if (event.type === 'refresh' && event.complete) isLoaded = true
      if (event.type !== 'status') return
      if (event.cleared === true) isLoaded = false
      if (!isLoaded) state.set(loading(name, event.stale))
    }
    const end = (error: OmmError | undefined): void => {
      hasEnded = true
      state.update((last) => ended(name, last, error))
    }
    opened.add(
      event$.pipe(tap(look), operator, switchMap(inTime), subscribeOutside(injector.get(NgZone))).subscribe({
        next: (value) => {
          if (isLoaded) state.set(present(name, value))
        },
        error: (error: unknown) => {
          end(asOmmError(error))
        },
        complete: () => {
          end(undefined)
        },
      }),
    )
  }

  const reload = (): void => {
    if (subscription === undefined || !hasEnded) return
    // What is closed keeps its value until the next one is there.
    if (untracked(state).status === 'failed') state.set(loading(name))
    // The reader may be an effect, which what is opened here must not be a matter of.
    untracked(open)
  }

  return {
    signal: Object.assign(state.asReadonly(), { reload }),
    open,
    close: () => {
      subscription?.unsubscribe()
      subscription = undefined
    },
  }
}
