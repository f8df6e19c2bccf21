import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core'
import { digitsOf } from '../look/digits'

/** What decides whether a price has moved. */
interface Seen {
  readonly of: string
  readonly price: number | null | undefined
  readonly quiet: boolean
}

type Flash = 'up' | 'down' | 'up again' | 'down again' | null

/**
 * A price, which flashes when it rises or falls. An attribute says how, and the styles do the rest: nothing is
 * measured, and there is nothing to clean up. `again` begins a second flash in the same direction anew.
 */
@Component({
  selector: 'td[appPriceCell]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-flash]': 'flash()' },
  template: '{{ text() }}',
  styleUrl: './price-cell.css',
})
export class PriceCell {
  readonly price = input.required<number | null | undefined>({ alias: 'appPriceCell' })
  readonly of = input.required<string>()
  /** A price does not flash when it goes stale or comes back: it has not moved before our eyes. */
  readonly quiet = input(false)

  protected readonly text = computed(() => this.price()?.toFixed(digitsOf(this.of())) ?? '–')
  protected readonly flash = linkedSignal<Seen, Flash>({
    source: () => ({ of: this.of(), price: this.price(), quiet: this.quiet() }),
    computation: ({ of, price, quiet }, previous) => {
      const before = previous?.source
      if (quiet || before === undefined || before.of !== of || before.quiet) return null
      if (typeof price !== 'number' || typeof before.price !== 'number') return null
      if (price === before.price) return previous?.value ?? null
      const way = price > before.price ? 'up' : 'down'
      return previous?.value === way ? `${way} again` : way
    },
  })
}
