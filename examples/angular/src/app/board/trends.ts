import { Injectable, type Signal, linkedSignal } from '@angular/core'
import type { QuoteSignal } from './quotes'

/** Prices that a trend has at most. */
const most = 40

/** The way of an item's price: the middle between bid and ask, each time it has moved. */
const trend = (quote: QuoteSignal): Signal<readonly number[]> =>
  linkedSignal<number | undefined, readonly number[]>({
    source: () => {
      const { BID, ASK } = quote().value?.fields ?? {}
      return typeof BID === 'number' && typeof ASK === 'number' ? (BID + ASK) / 2 : undefined
    },
    computation: (middle, previous) => {
      const before = previous?.value ?? []
      return middle === undefined ? before : [...before.slice(1 - most), middle]
    },
  })

/** The trends of all items. They outlive the rows, which come and go as the board is scrolled. */
@Injectable({ providedIn: 'root' })
export class Trends {
  readonly #known = new WeakMap<QuoteSignal, Signal<readonly number[]>>()

  of(quote: QuoteSignal): Signal<readonly number[]> {
    const known = this.#known.get(quote) ?? trend(quote)
    this.#known.set(quote, known)
    return known
  }
}
