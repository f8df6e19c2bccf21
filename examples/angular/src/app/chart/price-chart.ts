import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
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
import { injectTheme } from '../look/theme'
import { Selection } from '../selection'
import { chartOptions } from './chart-options'
import { type PriceSeries, noPrices, withPrices } from './price-series'

/** Bid and ask of the chosen item as they move. */
@Component({
  selector: 'app-price-chart',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'price-chart-title' },
  template: `
    <header>
      <h2 id="price-chart-title">Chart</h2>
      @if (quote().stale) {
        <strong class="stale">Stale</strong>
      }
      <span>{{ name() }}</span>
      <span class="bid">{{ bid() }}</span>
      <span class="ask">{{ ask() }}</span>
    </header>
    <div
      #place
      class="place"
      role="img"
      [attr.aria-label]="'Bid and ask of ' + name() + ' over the last minutes'"
    ></div>
  `,
  styleUrl: './price-chart.css',
})
export class PriceChart {
  protected readonly name = inject(Selection).name
  protected readonly quote = injectImage(this.name, { view: Quote, conflate: 500 })
  protected readonly bid = computed(
    () => this.quote().value?.fields.BID?.toFixed(digitsOf(this.name())) ?? '–',
  )
  protected readonly ask = computed(
    () => this.quote().value?.fields.ASK?.toFixed(digitsOf(this.name())) ?? '–',
  )

  protected readonly place = viewChild.required<ElementRef<HTMLElement>>('place')
  readonly #series = linkedSignal<ReturnType<typeof this.quote>, PriceSeries & { readonly name?: string }>({
    source: this.quote,
    computation: ({ name, value, stale }, previous) => {
      const before = previous?.value.name === name ? previous?.value : undefined
      if (value === undefined) return { ...noPrices, ...(name === undefined ? {} : { name }) }
      const { BID = null, ASK = null } = stale === false ? value.fields : {}
      const series = withPrices(before ?? noPrices, Date.now() / 1_000, BID, ASK)
      return { ...series, ...(name === undefined ? {} : { name }) }
    },
  })

  constructor() {
    const theme = injectTheme()
    let chart: uPlot | undefined
    const data = (): uPlot.AlignedData => {
      const { times, bids, asks } = this.#series()
      return [[...times], [...bids], [...asks]]
    }
    const observer = new ResizeObserver(([entry]) => {
      if (entry) chart?.setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    afterRenderEffect(() => {
      theme()
      const element = this.place().nativeElement
      chart?.destroy()
      chart = new uPlot(chartOptions(element, digitsOf(this.name())), [[], [], []], element)
      observer.observe(element)
    })
    afterRenderEffect(() => {
      theme()
      chart?.setData(data())
    })
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect()
      chart?.destroy()
    })
  }
}
