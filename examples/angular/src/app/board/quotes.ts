import { Injectable, computed, inject } from '@angular/core'
import type { Image } from 'rx-omm'
import { type ItemSignal, injectImages } from 'rx-omm/angular'
import { plain } from '../look/plain'
import { Quote, type QuoteFields } from './quote'
import { Watchlist } from './watchlist'

/** Where an item of the board stands. */
export type QuoteSignal = ItemSignal<Image<QuoteFields>>

/** How many items stand where. */
export interface Tally {
  readonly live: number
  readonly stale: number
  readonly waiting: number
  readonly failed: number
}

/** The quotes of the watchlist, for all panels that want to know of them. */
@Injectable({ providedIn: 'root' })
export class Quotes {
  /** A signal for each name. Sixteen milliseconds are a frame of the screen: nobody sees more. */
  readonly list = injectImages(inject(Watchlist).names, { view: Quote, conflate: 16 })

  /** Of each item its status alone: new prices are no news to those who count. */
  readonly #statuses = computed(() => this.list().map((quote) => computed(() => quote().status)))

  readonly tally = computed<Tally>(() => {
    const statuses = this.#statuses().map((status) => status())
    const count = (wanted: string): number => statuses.filter((status) => status === wanted).length
    const [live, stale, failed] = [count('live'), count('stale'), count('failed')]
    return { live, stale, failed, waiting: statuses.length - live - stale - failed }
  })

  /** Why items are stale, in the words of the first that is. */
  readonly cause = computed(() => {
    if (this.tally().stale === 0) return undefined
    for (const quote of this.list()) {
      const state = quote()
      if (state.status === 'stale') return plain(state.stale.cause.text)
    }
    return undefined
  })
}
