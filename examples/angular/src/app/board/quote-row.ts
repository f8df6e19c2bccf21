import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core'
import { ItemError } from 'rx-omm'
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
    return stale === false ? 'One moment' : stale.cause.text
  })
  /** What ended the item for good, in a word and in the server's text. */
  protected readonly failure = computed(() => {
    const { error } = this.#state()
    if (error === undefined) return undefined
    const state = error instanceof ItemError ? error.state : undefined
    return {
      // Codes are written in one word: NotFound.
      code: (state?.code ?? error.code).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replaceAll('-', ' '),
      text: (state?.text ?? error.message).replace(/^\*+/, ''),
      whole: error.message,
    }
  })
}
