import { ErrorHandler, type Injector, NgZone, signal, untracked } from '@angular/core'
import { type OperatorFunction, type Subscription, tap } from 'rxjs'
import { type ItemEvent, OmmError, UsageError } from '../index.js'
import type { ItemSignal } from './item-signal.js'
import { type Health, type ItemState, ended, loading, present } from './item-state.js'
import type { OpenItem } from './open-item.js'
import { subscribeOutside } from './outside-angular.js'

/** One item and the signal of where it stands. Another name has another slot, so nothing of one shows in the other. */
export interface ItemSlot<T> {
  readonly signal: ItemSignal<T>
  readonly open: () => void
  readonly close: () => void
}

/** Makes a slot, which is closed at first. */
export const createItemSlot = <T extends Health>(
  { name, event$ }: OpenItem,
  operator: OperatorFunction<ItemEvent<object>, T>,
  injector: Injector,
): ItemSlot<T> => {
  const state = signal<ItemState<T>>(loading(name))
  let subscription: Subscription | undefined

  const asOmmError = (error: unknown): OmmError => {
    if (error instanceof OmmError) return error
    // The library's own errors are all of one kind, so this is a mistake in an operator of the application.
    injector.get(ErrorHandler).handleError(error)
    return new UsageError('invalid-options', '`pipe` has thrown an error: see the log of the application')
  }

  const open = (): void => {
    // Before the first content an operator can say only that there is none.
    let isLoaded = false
    const look = (event: ItemEvent<object>): void => {
      if (event.type === 'refresh' && event.complete) isLoaded = true
      if (event.type !== 'status') return
      if (event.cleared === true) isLoaded = false
      if (!isLoaded) state.set(loading(name, event.stale))
    }
    subscription = event$.pipe(tap(look), operator, subscribeOutside(injector.get(NgZone))).subscribe({
      next: (value) => {
        if (isLoaded) state.set(present(name, value))
      },
      error: (error: unknown) => {
        state.update((last) => ended(name, last, asOmmError(error)))
      },
      complete: () => {
        state.update((last) => ended(name, last, undefined))
      },
    })
  }

  const reload = (): void => {
    if (subscription?.closed !== true) return
    // What is closed keeps its value until the next one is there.
    if (untracked(state).status === 'failed') state.set(loading(name))
    open()
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
