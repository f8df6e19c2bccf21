import { Injectable, computed, inject, signal } from '@angular/core'
import { FEED_TOKEN } from '../feed/feed-token'

/** Faults that last until they are repaired; the others strike once. */
const lasting: ReadonlySet<string> = new Set(['suspect', 'unreachable'])

/** What ends them. */
const repair = 'repair'

/** What goes wrong because the user wanted it to. */
@Injectable({ providedIn: 'root' })
export class Faults {
  readonly #feed = inject(FEED_TOKEN)
  readonly #on = signal<ReadonlySet<string>>(new Set())
  readonly #told = signal('')

  /** What can go wrong; nothing with a real server. */
  readonly all = this.#feed.faults.filter(({ id }) => id !== repair)
  /** How to end it all. */
  readonly cure = this.#feed.faults.find(({ id }) => id === repair)
  /** What goes wrong at the moment. */
  readonly on = this.#on.asReadonly()
  /** What was done last. */
  readonly told = this.#told.asReadonly()
  readonly any = computed(() => this.#on().size > 0)

  lasts(id: string): boolean {
    return lasting.has(id)
  }

  async strike(id: string, label: string): Promise<void> {
    try {
      await this.#feed.fail(id)
    } catch {
      this.#told.set(`${label}: the back end did not answer`)
      return
    }
    if (id === repair) this.#on.set(new Set())
    else if (lasting.has(id)) this.#on.update((on) => new Set([...on, id]))
    this.#told.set(`${label}: done`)
  }
}
