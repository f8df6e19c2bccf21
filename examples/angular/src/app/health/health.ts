import { Injectable, type Signal, effect, inject, signal, untracked } from '@angular/core'
import { Quotes } from '../board/quotes'

/** A stretch of time in which some items were stale. Times are in milliseconds since 1970. */
export interface StaleStretch {
  readonly from: number
  /** Absent while it lasts. */
  readonly to?: number
  /** Most items that were stale at a time. */
  readonly count: number
}

/** When items of the board were stale: the timeline draws it. */
@Injectable({ providedIn: 'root' })
export class Health {
  readonly #stretches = signal<readonly StaleStretch[]>([])

  /** When some were stale, oldest first. */
  readonly stretches: Signal<readonly StaleStretch[]> = this.#stretches.asReadonly()

  constructor() {
    const { tally } = inject(Quotes)
    effect(() => {
      const { stale } = tally()
      untracked(() => {
        this.#note(stale, Date.now())
      })
    })
  }

  #note(count: number, at: number): void {
    const stretches = this.#stretches()
    const last = stretches.at(-1)
    const open = last !== undefined && last.to === undefined ? last : undefined
    if (open === undefined) {
      if (count > 0) this.#stretches.set([...stretches.slice(-50), { from: at, count }])
      return
    }
    const now = count === 0 ? { ...open, to: at } : { ...open, count: Math.max(open.count, count) }
    this.#stretches.set([...stretches.slice(0, -1), now])
  }
}
