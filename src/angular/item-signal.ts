import type { Injector, ProviderToken, Signal } from '@angular/core'
import type { OperatorFunction } from 'rxjs'
import type { Consumer, ItemEvent } from '../index.js'
import type { ItemState } from './item-state.js'

/** Where an item stands, as a signal. Reading it never throws. */
export interface ItemSignal<T> extends Signal<ItemState<T>> {
  /** Asks again for an item that is `failed` or `closed`; does nothing otherwise. */
  reload(): void
}

/** A value, or a signal or function that gives it and is followed as it changes. */
export type Followed<T> = T | (() => T)

/** Where to get a signal from. */
export interface InjectOptions {
  /**
   * Whose consumer it is, and with whose destruction it ends; needed outside of an injection context.
   * @defaultValue the current injection context
   */
  readonly injector?: Injector
  /**
   * The consumer, by its token.
   * @defaultValue `CONSUMER`
   */
  readonly consumer?: ProviderToken<Consumer>
}

/** How the signal of an item is made. */
export interface SignalOptions extends InjectOptions {
  /**
   * Shortest time between two changes of content, in milliseconds; see `conflate`. What is due changes together, that of
   * other items too, at most once a frame; Angular by itself draws far more often. The health is told at once.
   * @defaultValue every change
   */
  readonly conflate?: number
}

/** How the signal of an item is made, and of what. */
export interface PipeOptions<F, T> extends SignalOptions {
  /**
   * Makes the value of the signal from the events of the item: `toBook()`, `toMembers()`, or several operators put
   * together by RxJS's `pipe`.
   * @defaultValue the value is the newest event
   */
  readonly pipe?: OperatorFunction<ItemEvent<F>, T>
}
