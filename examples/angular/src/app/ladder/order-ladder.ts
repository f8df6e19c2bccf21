import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core'
import { toBook } from 'rx-omm'
import { injectItem } from 'rx-omm/angular'
import { digitsOf } from '../look/digits'
import { Selection } from '../selection'

/** Levels of each side. */
const depth = 12

/** The order book of the chosen item: best prices in the middle, sizes as bars. */
@Component({
  selector: 'app-order-ladder',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'panel', role: 'region', 'aria-labelledby': 'order-ladder-title' },
  templateUrl: './order-ladder.html',
  styleUrl: './order-ladder.css',
})
export class OrderLadder {
  protected readonly name = inject(Selection).name
  protected readonly book = injectItem(this.name, {
    domain: 'MarketByPrice',
    conflate: 100,
    pipe: toBook({ levels: depth }),
  })
  protected readonly levels = computed(() => {
    const { bids = [], asks = [] } = this.book().value ?? {}
    const digits = digitsOf(this.name())
    const most = Math.max(1, ...[...bids, ...asks].map(({ size }) => size ?? 0))
    const line = ({ id, price, size }: (typeof bids)[number]) => ({
      id,
      price: price?.toFixed(digits) ?? 'market',
      size: size ?? 0,
      share: ((size ?? 0) / most) * 100,
    })
    return { asks: asks.map(line).reverse(), bids: bids.map(line) }
  })
  protected readonly spread = computed(() => {
    const { bids, asks } = this.book().value ?? {}
    const [bid, ask] = [bids?.[0]?.price, asks?.[0]?.price]
    return typeof bid === 'number' && typeof ask === 'number'
      ? (ask - bid).toFixed(digitsOf(this.name()))
      : '–'
  })
}
