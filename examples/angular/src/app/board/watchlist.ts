import { Injectable, computed, signal } from '@angular/core'
import { keep, kept } from '../look/kept'

/** Currencies and shares of the simulated market, and one that it does not have. */
const usual = [
  'EUR=',
  'GBP=',
  'JPY=',
  'CHF=',
  'AUD=',
  'AAPL.O',
  'MSFT.O',
  'IBM.N',
  'VOD.L',
  'BARC.L',
  'UNKNOWN.X',
]

const read = (): readonly string[] => {
  try {
    const names: unknown = JSON.parse(kept('watchlist') ?? '')
    if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names
  } catch {
    // Nothing kept yet, or not by us.
  }
  return usual
}

/** The names on the board: those that the user chose, or five hundred to see what the page can bear. */
@Injectable({ providedIn: 'root' })
export class Watchlist {
  readonly #chosen = signal(read())

  /** Whether the board shows 500 items instead of the chosen ones. */
  readonly crowded = signal(false)
  readonly names = computed(() =>
    this.crowded() ? Array.from({ length: 500 }, (_, index) => `ITEM${index + 1}.X`) : this.#chosen(),
  )

  add(name: string): void {
    if (name !== '' && !this.#chosen().includes(name)) this.#keep([...this.#chosen(), name])
  }

  remove(name: string): void {
    this.#keep(this.#chosen().filter((each) => each !== name))
  }

  #keep(names: readonly string[]): void {
    this.#chosen.set(names)
    keep('watchlist', JSON.stringify(names))
  }
}
