import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input } from '@angular/core'
import { plain } from '../look/plain'
import { reasonOf } from '../look/reason'
import { Selection } from '../selection'
import { PriceCell } from './price-cell'
import type { QuoteSignal } from './quotes'
import { Sparkline } from './sparkline'
import { Trends } from './trends'
import { Watchlist } from './watchlist'

/** One item of the board: its quote, or why there is none. */
@Component({
  selector: 'tr[appQuoteRow]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PriceCell, Sparkline],
  host: {
    '[attr.data-name]': 'name()',
    '[attr.data-status]': 'status()',
    '[class.selected]': 'selected()',
  },
  templateUrl: './quote-row.html',
  styleUrl: './quote-row.css',
})
export class QuoteRow {
  readonly quote = input.required<QuoteSignal>({ alias: 'appQuoteRow' })

  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement
  readonly #trends = inject(Trends)
  protected readonly selection = inject(Selection)
  protected readonly watchlist = inject(Watchlist)

  readonly #state = computed(() => this.quote()())
  protected readonly name = computed(() => this.#state().name ?? '')
  protected readonly status = computed(() => this.#state().status)
  protected readonly selected = computed(() => this.selection.name() === this.name())
  protected readonly fields = computed(() => this.#state().value?.fields)
  protected readonly quiet = computed(() => this.status() !== 'live')
  protected readonly trend = computed(() => this.#trends.of(this.quote())())
  protected readonly change = computed(() => {
    const percent = this.fields()?.PCTCHNG
    if (typeof percent !== 'number') return { text: '–', tone: 'level' }
    const text = percent.toFixed(2)
    if (Number(text) === 0) return { text: '0.00', tone: 'level' }
    return percent > 0 ? { text: `+${text}`, tone: 'up' } : { text: text.replace('-', '−'), tone: 'down' }
  })
  protected readonly why = computed(() => {
    const { stale } = this.#state()
    return stale === false ? 'One moment' : plain(stale.cause.text)
  })
  protected readonly failure = computed(() => {
    const { error } = this.#state()
    return error && reasonOf(error)
  })

  /** The focus goes to a neighbour: whoever works by keyboard goes on from where they are. */
  protected remove(): void {
    const { nextElementSibling, previousElementSibling } = this.#element
    const neighbour = [nextElementSibling, previousElementSibling]
      .map((row) => row?.querySelector<HTMLElement>('.remove'))
      .find((button) => button)
    neighbour?.focus()
    this.watchlist.remove(this.name())
  }
}
