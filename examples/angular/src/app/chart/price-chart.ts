import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  afterRenderEffect,
  computed,
  inject,
  linkedSignal,
  viewChild,
} from '@angular/core'
import { injectImage } from 'rx-omm/angular'
import uPlot from 'uplot'
import { Quote } from '../board/quote'
import { digitsOf } from '../look/digits'
import { reasonOf } from '../look/reason'
import { sizeOf } from '../look/size'
import { injectTheme } from '../look/theme'
import { injectNow } from '../look/ticking'
import { Selection } from '../selection'
import { chartOptions } from './chart-options'
import { type PriceSeries, gapsOf, noPrices, upTo, withGap, withPrices } from './price-series'

/** Bid and ask of the chosen item as they move. */
@Component({
  selector: 'app-price-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'price-chart-title' },
  templateUrl: './price-chart.html',
  styleUrl: './price-chart.css',
})
export class PriceChart {
  protected readonly name = inject(Selection).name
  protected readonly reasonOf = reasonOf
  protected readonly quote = injectImage(this.name, { view: Quote, conflate: 250 })
  protected readonly bid = computed(() => this.#text(this.quote().value?.fields.BID))
  protected readonly ask = computed(() => this.#text(this.quote().value?.fields.ASK))

  protected readonly place = viewChild.required<ElementRef<HTMLElement>>('place')
  readonly #size = sizeOf(this.place)
  readonly #now = injectNow(250)
  /** The prices since the item was chosen. */
  readonly #series = linkedSignal<
    ReturnType<typeof this.quote>,
    { name: string | undefined; series: PriceSeries }
  >({
    source: this.quote,
    computation: ({ name, value, stale }, previous) => {
      const before = previous?.value.name === name ? (previous?.value.series ?? noPrices) : noPrices
      const at = Date.now() / 1_000
      if (stale !== false || value === undefined) return { name, series: withGap(before, at) }
      const { BID = null, ASK = null } = value.fields
      return { name, series: withPrices(before, at, BID, ASK) }
    },
  })
  /** The same up to this moment, for time goes on while nothing comes. */
  readonly #drawn = computed(() => upTo(this.#series().series, this.#now() / 1_000))

  constructor() {
    const theme = injectTheme()
    let chart: uPlot | undefined
    afterRenderEffect(() => {
      theme()
      chart?.destroy()
      const element = this.place().nativeElement
      const options = chartOptions(element, digitsOf(this.name()), () => gapsOf(this.#drawn()))
      chart = new uPlot(options, [[], [], []], element)
    })
    afterRenderEffect(() => {
      const { width, height } = this.#size()
      if (width > 0) chart?.setSize({ width, height })
    })
    afterRenderEffect(() => {
      theme()
      const { times, bids, asks } = this.#drawn()
      chart?.setData([[...times], [...bids], [...asks]])
    })
    inject(DestroyRef).onDestroy(() => chart?.destroy())
  }

  #text(price: number | null | undefined): string {
    return price?.toFixed(digitsOf(this.name())) ?? '–'
  }
}
