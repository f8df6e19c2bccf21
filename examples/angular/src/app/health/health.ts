import { Injectable, type Signal, computed, signal } from '@angular/core'

/** A stretch of time in which some items were stale. Times are in milliseconds since 1970. */
export interface StaleStretch {
  readonly from: number
  /** Absent while it lasts. */
  readonly to?: number
  /** Most items that were stale at a time. */
  readonly count: number
}

/** How the items on the page are: those that show one report here, and the timeline draws it. */
@Injectable({ providedIn: 'root' })
export class Health {
  readonly #stale = signal<ReadonlySet<string>>(new Set())
  readonly #stretches = signal<readonly StaleStretch[]>([])

  /** How many items are stale now. */
  readonly staleCount: Signal<number> = computed(() => this.#stale().size)
  /** When some were stale, oldest first. */
  readonly stretches: Signal<readonly StaleStretch[]> = this.#stretches.asReadonly()

  /** Tells whether an item is stale; one that leaves the page is not. */
  report(name: string, stale: boolean): void {
    const before = this.#stale()
    if (before.has(name) === stale) return
    const now = new Set(before)
    if (stale) now.add(name)
    else now.delete(name)
    this.#stale.set(now)
    this.#draw(before.size, now.size, Date.now())
  }

  #draw(before: number, count: number, at: number): void {
    this.#stretches.update((stretches) => {
      const last = stretches.at(-1)
      if (before === 0 || last === undefined) return [...stretches.slice(-50), { from: at, count }]
      const rest = stretches.slice(0, -1)
      if (count === 0) return [...rest, { ...last, to: at }]
      return [...rest, { ...last, count: Math.max(last.count, count) }]
    })
  }
}
