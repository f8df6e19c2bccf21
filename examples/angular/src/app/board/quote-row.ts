import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
} from '@angular/core'
import type { Image } from 'rx-omm'
import type { ItemState } from 'rx-omm/angular'
import { Health } from '../health/health'
import { Selection } from '../selection'
import { PriceCell } from './price-cell'
import type { QuoteFields } from './quote'
import { Sparkline } from './sparkline'
import { Watchlist } from './watchlist'

/** Prices that a sparkline has. */
const trend = 40

/** One item of the board: its quote, or why there is none. */
@Component({
  selector: 'tr[appQuoteRow]',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [PriceCell, Sparkline],
  host: {
    '[attr.data-name]': 'name()',
    '[attr.data-status]': 'state().status',
    '[class.selected]': 'selection.name() === name()',
  },
  templateUrl: './quote-row.html',
  styleUrl: './quote-row.css',
})
export class QuoteRow {
  readonly state = input.required<ItemState<Image<QuoteFields>>>({ alias: 'appQuoteRow' })

  protected readonly selection = inject(Selection)
  protected readonly watchlist = inject(Watchlist)
  protected readonly name = computed(() => this.state().name ?? '')
  protected readonly fields = computed(() => this.state().value?.fields)
  protected readonly stale = computed(() => this.state().stale !== false)
  protected readonly why = computed(() => {
    const { stale } = this.state()
    return stale === false ? '' : stale.cause.text
  })
  /** The middle between bid and ask, as it went. */
  protected readonly middles = linkedSignal<number | undefined, readonly number[]>({
    source: () => {
      const { BID, ASK } = this.fields() ?? {}
      return typeof BID === 'number' && typeof ASK === 'number' ? (BID + ASK) / 2 : undefined
    },
    computation: (middle, previous) => {
      const before = previous?.value ?? []
      return middle === undefined ? before : [...before.slice(1 - trend), middle]
    },
  })

  constructor() {
    const health = inject(Health)
    effect(() => {
      health.report(this.name(), this.state().status === 'stale')
    })
    inject(DestroyRef).onDestroy(() => {
      health.report(this.name(), false)
    })
  }
}
